"""One file a page or group of pages; each ends in `PLUGIN`, a router."""
