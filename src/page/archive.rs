//! Pages that a browser saved as one file, with their pictures packed as a mail packs its attachments (MHTML).

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, MessageParser, MessagePart, MimeHeaders};

/// A page out of its archive.
pub struct Unpacked {
    pub page: Vec<u8>,
    /// Where the browser had it from.
    pub address: Option<String>,
}

/// Whether a file begins as an archive does.
pub fn is_archive(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    head.contains("content-type: multipart/related") && head.lines().any(|line| line.starts_with("mime-version:"))
}

/// The page of an archive: the first of its parts that is one. Nothing where none is.
pub fn unpack(bytes: &[u8]) -> Option<Unpacked> {
    let archive = MessageParser::default().parse(bytes)?;
    let part = archive.parts.iter().find(|part| part.is_text_html())?;
    let names_encoding = part.content_type().is_some_and(|kind| kind.has_attribute("charset"));
    // Where the archive does not name the encoding, the page does, and is decoded later.
    let page = if names_encoding { part.contents().to_vec() } else { undecoded(bytes, part)? };
    Some(Unpacked { page, address: part.content_location().map(str::to_owned) })
}

fn undecoded(bytes: &[u8], part: &MessagePart<'_>) -> Option<Vec<u8>> {
    let packed = bytes.get(part.raw_body_offset() as usize..part.raw_end_offset() as usize)?;
    match part.encoding {
        Encoding::None => Some(packed.to_vec()),
        Encoding::QuotedPrintable => quoted_printable_decode(packed),
        Encoding::Base64 => base64_decode(packed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn archive(headers: &str, body: &str) -> Vec<u8> {
        format!(
            "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://post.example/x\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--b--\"\r\n\r\n\r\n\
             ----b--\r\nContent-Type: text/html{headers}\r\nContent-Location: https://post.example/x\r\n\r\n{body}\r\n\
             ----b--\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n----b----\r\n"
        )
        .into_bytes()
    }

    #[test]
    fn the_page_comes_out_as_it_was_put_in() {
        let cases = [
            ("\r\nContent-Transfer-Encoding: quoted-printable", "<p class=3D\"a\">=D0=B4=D0=B0, so=\r\n it is"),
            (
                "; charset=\"windows-1251\"\r\nContent-Transfer-Encoding: quoted-printable",
                "<p class=3D\"a\">=E4=E0, so it is",
            ),
            ("\r\nContent-Transfer-Encoding: base64", "PHAgY2xhc3M9ImEiPtC00LAsIHNvIGl0IGlz"),
        ];
        for (headers, body) in cases {
            let bytes = archive(headers, body);
            assert!(is_archive(&bytes));
            let unpacked = unpack(&bytes).unwrap();
            assert_eq!(String::from_utf8(unpacked.page).unwrap().trim(), "<p class=\"a\">да, so it is", "{headers}");
            assert_eq!(unpacked.address.as_deref(), Some("https://post.example/x"));
        }
    }

    proptest! {
        #[test]
        fn no_archive_is_too_odd(headers in "[a-z;:=\"\r\n -]{0,60}", body in "[=A-F0-9\r\n<p>-]{0,80}", cut in 0..600_usize) {
            let bytes = archive(&headers, &body);
            unpack(&bytes[..cut.min(bytes.len())]);
            unpack(&bytes);
        }
    }
}
