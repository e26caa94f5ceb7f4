"""Who stands where: casting, layout, the camera, and the whole scene drawn."""
