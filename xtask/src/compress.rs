//! Brotli, as the shop's server or CDN would send the artefacts.

use anyhow::Result;

/// Compresses with the settings every size in this project is measured with: quality 11, a window of 2^22 bytes.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let settings =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &settings)?;
    Ok(compressed)
}
