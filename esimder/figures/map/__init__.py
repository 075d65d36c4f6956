"""The map: ground, markers, names, flows, legend, and what lies beyond its edge."""
