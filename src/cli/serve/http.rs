//! Answers browsers. What is asked for is looked up among the files of the reading room, and nowhere else.

use std::io::Cursor;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use anyhow::anyhow;
use tiny_http::{Header, Method, Request, Response, Server};

use super::shelf::{Copy, Shelf};

const LIVE: &str = include_str!("live.js");
/// Where the script lies that loads pages again, and where it asks for news. No file of the site is called so.
const LIVE_PATH: &str = "/-/live.js";
const NEWS_PATH: &str = "/-/news";
/// So long a page may wait for news before it asks again.
const PATIENCE: Duration = Duration::from_secs(20);
/// So many pages may wait at a time.
const MOST_WAITING: usize = 64;
/// Pages load nothing from anywhere else, and run no script but their own.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

type Answer = Response<Cursor<Vec<u8>>>;

/// Listens on an address, in threads of its own, and says which it is: a port of 0 has become a free one.
pub fn serve(address: SocketAddr, shelf: Arc<Shelf>) -> anyhow::Result<SocketAddr> {
    let server = Server::http(address).map_err(|reason| {
        anyhow!("{reason}").context(format!("nothing can listen on {address}; choose another port with `--port`"))
    })?;
    let address = server.server_addr().to_ip().unwrap_or(address);
    let waiting = Arc::new(AtomicUsize::new(0));
    std::thread::spawn(move || {
        for request in server.incoming_requests() {
            let is_news = request.url().split('?').next() == Some(NEWS_PATH);
            if is_news && is_meant(address.ip(), &request) && waiting.load(Ordering::Relaxed) < MOST_WAITING {
                let (shelf, waiting) = (Arc::clone(&shelf), Arc::clone(&waiting));
                waiting.fetch_add(1, Ordering::Relaxed);
                std::thread::spawn(move || {
                    let mark = request.url().split_once("?mark=").map_or("", |(_, mark)| mark).to_owned();
                    let news = shelf.wait_for_another(&mark, PATIENCE);
                    waiting.fetch_sub(1, Ordering::Relaxed);
                    respond(request, answer(200, "text/plain", news));
                });
            } else {
                let answer = answer_to(address.ip(), &request, &shelf);
                respond(request, answer);
            }
        }
    });
    Ok(address)
}

/// A browser that has gone away needs no answer.
fn respond(request: Request, answer: Answer) {
    let _ = request.respond(answer);
}

fn answer_to(host: IpAddr, request: &Request, shelf: &Shelf) -> Answer {
    if !is_meant(host, request) {
        return answer(421, "text/plain", "this address is not served here\n".to_owned());
    }
    if !matches!(request.method(), Method::Get | Method::Head) {
        return answer(405, "text/plain", "there is nothing to send here\n".to_owned());
    }
    let path = request.url().split(['?', '#']).next().unwrap_or_default();
    if path == LIVE_PATH {
        return answer(200, "text/javascript", LIVE.to_owned());
    }
    let name = match path.trim_start_matches('/') {
        "" => "index.html",
        name => name,
    };
    match shelf.copy(name) {
        Some(copy) if name.ends_with(".html") => answer(200, "text/html", live(&copy)),
        Some(copy) => answer(200, kind(name), copy.text.to_string()),
        None => match shelf.copy("index.html") {
            // The record may be there again after the next edit, and then the page loads.
            Some(copy) => answer(404, "text/html", live(&Copy { text: LOST.into(), ..copy })),
            None => answer(404, "text/plain", "there is no such page\n".to_owned()),
        },
    }
}

const LOST: &str = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>No such page</title>\
                    <link rel=\"stylesheet\" href=\"/assets/colours.css\"><link rel=\"stylesheet\" href=\"/assets/style.css\"></head>\
                    <body><main><h1>There is no such page</h1><p>What it told of may have another id by now. \
                    <a href=\"/index.html\">To the overview</a></p></main></body></html>\n";

/// A page with what has to be said above it, and the script that loads it again.
fn live(copy: &Copy) -> String {
    let Copy { text, notice, mark } = copy;
    let (head, body) = text.split_once("<body>").unwrap_or((text, ""));
    let (body, end) = body.rsplit_once("</body>").unwrap_or((body, ""));
    format!("{head}<body>{notice}{body}<script src=\"{LIVE_PATH}\" data-mark=\"{mark}\"></script></body>{end}")
}

/// Whether a request is for us by its name, too. A foreign page could otherwise make a browser ask this machine under a
/// name of its own, and read the answer. Who listens on an open address knows its names better than we do.
fn is_meant(host: IpAddr, request: &Request) -> bool {
    let asked = request.headers().iter().find(|header| header.field.equiv("Host")).map(|header| header.value.as_str());
    !host.is_loopback() || asked.is_some_and(is_of_this_machine)
}

fn is_of_this_machine(asked: &str) -> bool {
    let name = match asked.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => name,
        _ => asked,
    };
    let address = name.trim_start_matches('[').trim_end_matches(']');
    name == "localhost" || address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css",
        Some("js") => "text/javascript",
        _ => "text/plain",
    }
}

fn answer(status: u16, kind: &str, text: String) -> Answer {
    let headers = [
        ("Content-Type", format!("{kind}; charset=utf-8")),
        ("Cache-Control", "no-store".to_owned()),
        ("Content-Security-Policy", POLICY.to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Referrer-Policy", "no-referrer".to_owned()),
    ];
    let headers = headers.iter().filter_map(|(name, value)| Header::from_bytes(name.as_bytes(), value.as_bytes()).ok());
    headers.fold(Response::from_data(text.into_bytes()).with_status_code(status), Response::with_header)
}

#[cfg(test)]
mod tests {
    use super::is_of_this_machine;

    #[test]
    fn only_names_of_this_machine_are_answered() {
        for own in ["localhost", "localhost:4000", "127.0.0.1:4000", "127.0.0.1", "[::1]:4000", "[::1]"] {
            assert!(is_of_this_machine(own), "{own}");
        }
        for foreign in
            ["evil.example", "evil.example:4000", "127.0.0.1.evil.example:4000", "192.168.1.5:4000", "", ":80"]
        {
            assert!(!is_of_this_machine(foreign), "{foreign}");
        }
    }
}
