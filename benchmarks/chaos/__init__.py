"""`make chaos`: kills and faults on a running installation, and a check of what must hold afterwards."""
