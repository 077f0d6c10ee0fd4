//! The Aftercare widget.
