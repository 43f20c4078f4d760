"""Window: the only room with Qt."""
