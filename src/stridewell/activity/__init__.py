"""Activities: one neutral shape for every file format, cleaned, with strides worked out."""
