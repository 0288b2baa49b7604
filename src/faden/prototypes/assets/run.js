// Begins, once all scripts have registered.
globalThis.faden.start();
