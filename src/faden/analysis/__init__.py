"""Analysis: clusters of needs and pain points, as candidates for people to decide on."""
