// Begins, once all scripts have registered; whoever tests may wait for data-ready.
globalThis.faden.start();
document.documentElement.dataset.ready = "yes";
