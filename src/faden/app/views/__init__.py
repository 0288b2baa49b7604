"""What each page shows, computed from the study: plain values, no HTML."""
