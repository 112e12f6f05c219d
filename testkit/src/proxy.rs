//! A proxy in front of a Synapse that makes the faults of networks and servers, when a test tells it to.

use std::{
    net::Ipv4Addr,
    sync::{
        Arc, Mutex, MutexGuard,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use anyhow::{Context, Result, ensure};
use http_body_util::{BodyExt, Full};
use hyper::{
    Request, Response, StatusCode,
    body::{Bytes, Incoming},
    header::{AUTHORIZATION, CONTENT_TYPE},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use matrix_sdk::reqwest;
use serde_json::{Value, json};
use tokio::{
    net::TcpListener,
    task::{JoinHandle, JoinSet},
};

use crate::{files::free_port, synapse::Synapse};

/// What happens to a request.
#[derive(Clone, Debug)]
pub enum Fault {
    /// It is held up this long, and then handled as if this rule were not there.
    Delay(Duration),
    /// Synapse does not get it; this is the answer.
    Answer(StatusCode, String),
    /// Synapse gets it, and answers; the connection breaks before that arrives.
    Cut,
}

impl Fault {
    /// As a reverse proxy answers while its server is away.
    #[must_use]
    pub fn bad_gateway() -> Self {
        Self::Answer(StatusCode::BAD_GATEWAY, "<h1>Bad gateway</h1>".to_owned())
    }

    /// The homeserver asks to come back after this long.
    #[must_use]
    pub fn too_many(retry_after: Duration) -> Self {
        let wait = u64::try_from(retry_after.as_millis()).expect("a short time");
        let body = json!({ "errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": wait });
        Self::Answer(StatusCode::TOO_MANY_REQUESTS, body.to_string())
    }

    /// The homeserver says no.
    #[must_use]
    pub fn forbidden() -> Self {
        let body = json!({ "errcode": "M_FORBIDDEN", "error": "No." });
        Self::Answer(StatusCode::FORBIDDEN, body.to_string())
    }

    /// The homeserver fails inside.
    #[must_use]
    pub fn internal_error() -> Self {
        let body = json!({ "errcode": "M_UNKNOWN", "error": "Internal server error" });
        Self::Answer(StatusCode::INTERNAL_SERVER_ERROR, body.to_string())
    }

    /// An answer that says it is fine, but is nothing that Matrix knows.
    #[must_use]
    pub fn nonsense(body: &str) -> Self {
        Self::Answer(StatusCode::OK, body.to_owned())
    }
}

/// Which requests meet a fault.
#[derive(Debug)]
pub struct Rule {
    which: String,
    fault: Fault,
    times: usize,
    ratio: f64,
    hits: AtomicUsize,
}

impl Rule {
    /// A method and a part of the path or query, such as `PUT /send/`.
    #[must_use]
    pub fn new(which: &str, fault: Fault) -> Self {
        Self {
            which: which.to_owned(),
            fault,
            times: usize::MAX,
            ratio: 1.0,
            hits: AtomicUsize::new(0),
        }
    }

    /// Only so many requests.
    #[must_use]
    pub fn times(self, times: usize) -> Self {
        Self { times, ..self }
    }

    /// Only this part of the requests, by chance: 0 to 1.
    #[must_use]
    pub fn ratio(self, ratio: f64) -> Self {
        Self { ratio, ..self }
    }

    /// How many requests met it so far.
    pub fn hits(&self) -> usize {
        self.hits.load(Ordering::SeqCst)
    }

    fn applies(&self, request: &str, chance: &mut fastrand::Rng) -> bool {
        // All of the conditions that are sure come first, so that the same requests meet the same chances.
        let applies = is_one(request, &self.which)
            && self.hits() < self.times
            && (self.ratio >= 1.0 || chance.f64() < self.ratio);
        if applies {
            self.hits.fetch_add(1, Ordering::SeqCst);
        }
        applies
    }
}

/// A proxy on a port of this machine, for one client. It ends when this is dropped.
#[derive(Debug)]
pub struct Proxy {
    port: u16,
    desk: Arc<Desk>,
    serving: Mutex<Option<JoinHandle<()>>>,
}

#[derive(Debug)]
struct Desk {
    synapse: String,
    client: reqwest::Client,
    rules: Mutex<Vec<Arc<Rule>>>,
    /// Every request that came in, as in `GET /_matrix/client/v3/sync?timeout=0`.
    requests: Mutex<Vec<String>>,
    mail: Mutex<Mail>,
    chance: Mutex<fastrand::Rng>,
}

/// The to-device events of our client, in which keys come.
#[derive(Debug, Default)]
struct Mail {
    held: bool,
    late: Vec<Value>,
}

impl Proxy {
    /// Opens one that passes everything on, until it is told otherwise.
    pub async fn before(synapse: &Synapse) -> Result<Self> {
        let desk = Desk {
            synapse: synapse.url(),
            client: reqwest::Client::new(),
            rules: Mutex::default(),
            requests: Mutex::default(),
            mail: Mutex::default(),
            // The same faults each time, as far as the requests are the same.
            chance: Mutex::new(fastrand::Rng::with_seed(2027)),
        };
        let proxy = Self {
            port: free_port()?,
            desk: Arc::new(desk),
            serving: Mutex::default(),
        };
        proxy.open().await?;
        Ok(proxy)
    }

    /// Where the client connects; the same after [`Self::close`].
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// From now on these requests meet this fault. Of two rules the older one comes first.
    pub fn set(&self, rule: Rule) -> Arc<Rule> {
        let rule = Arc::new(rule);
        lock(&self.desk.rules).push(Arc::clone(&rule));
        rule
    }

    /// Takes one rule back.
    pub fn lift(&self, rule: &Arc<Rule>) {
        lock(&self.desk.rules).retain(|known| !Arc::ptr_eq(known, rule));
    }

    /// Passes everything on again.
    pub fn clear(&self) {
        lock(&self.desk.rules).clear();
    }

    /// The requests so far of this kind (see [`Rule::new`]), oldest first.
    #[must_use]
    pub fn requests(&self, which: &str) -> Vec<String> {
        let requests = lock(&self.desk.requests);
        let ours = requests.iter().filter(|request| is_one(request, which));
        ours.cloned().collect()
    }

    /// From here on no key reaches the client: it hears messages that it cannot read.
    pub fn holds_keys(&self) {
        lock(&self.desk.mail).held = true;
    }

    /// What was held comes along with the next answer to a sync.
    pub fn gives_keys(&self) {
        lock(&self.desk.mail).held = false;
    }

    /// How much is held.
    #[must_use]
    pub fn held_keys(&self) -> usize {
        lock(&self.desk.mail).late.len()
    }

    /// Breaks all connections and refuses new ones.
    pub async fn close(&self) {
        let serving = lock(&self.serving).take();
        if let Some(serving) = serving {
            serving.abort();
            // It ends with "cancelled"; the port is free then.
            let _ = serving.await;
        }
    }

    /// The counterpart of [`Self::close`].
    pub async fn open(&self) -> Result<()> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, self.port))
            .await
            .with_context(|| format!("could not open the proxy at {}", self.url()))?;
        let serving = tokio::spawn(serve(Arc::clone(&self.desk), listener));
        lock(&self.serving).replace(serving);
        Ok(())
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        if let Some(serving) = lock(&self.serving).take() {
            serving.abort();
        }
    }
}

/// Its connections end with it.
async fn serve(desk: Arc<Desk>, listener: TcpListener) {
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        let desk = Arc::clone(&desk);
        connections.spawn(async move {
            let service = service_fn(|request| desk.answer(request));
            let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
            // An error is a client that went away, or a connection that shall break.
            let _ = connection.await;
        });
    }
}

impl Desk {
    /// An error breaks the connection.
    async fn answer(&self, request: Request<Incoming>) -> Result<Response<Full<Bytes>>> {
        let line = line(&request);
        lock(&self.requests).push(line.clone());
        let fault = self.meets(&line).await;
        if let Some(Fault::Answer(status, body)) = fault {
            return Ok(response(status, body.into()));
        }
        let (status, body) = self.pass_on(request).await?;
        ensure!(fault.is_none(), "cut");
        let body = if is_one(&line, "GET /sync") && status.is_success() {
            self.with_late_keys(body)?
        } else {
            body
        };
        Ok(response(status, body))
    }

    /// The fault that this request meets, after all that holds it up.
    async fn meets(&self, line: &str) -> Option<Fault> {
        let rules = lock(&self.rules).clone();
        for rule in rules {
            if !rule.applies(line, &mut lock(&self.chance)) {
                continue;
            }
            match &rule.fault {
                Fault::Delay(wait) => tokio::time::sleep(*wait).await,
                fault => return Some(fault.clone()),
            }
        }
        None
    }

    /// A Synapse that is away is a bad gateway.
    async fn pass_on(&self, request: Request<Incoming>) -> Result<(StatusCode, Bytes)> {
        let (parts, body) = request.into_parts();
        let body = body.collect().await?.to_bytes();
        let mut passed = self
            .client
            .request(parts.method, format!("{}{}", self.synapse, parts.uri))
            .body(body);
        for name in [AUTHORIZATION, CONTENT_TYPE] {
            if let Some(value) = parts.headers.get(&name) {
                passed = passed.header(name, value);
            }
        }
        let whole = async {
            let answer = passed.send().await?;
            Ok::<_, reqwest::Error>((answer.status(), answer.bytes().await?))
        };
        Ok(whole
            .await
            .unwrap_or_else(|_| (StatusCode::BAD_GATEWAY, Bytes::new())))
    }

    /// An answer to a sync, without the keys that are held, or with those that were.
    fn with_late_keys(&self, body: Bytes) -> Result<Bytes> {
        let mut mail = lock(&self.mail);
        if !mail.held && mail.late.is_empty() {
            return Ok(body);
        }
        let mut answer: Value = serde_json::from_slice(&body)?;
        let new = answer["to_device"]["events"].take();
        mail.late
            .extend(new.as_array().cloned().unwrap_or_default());
        let given = if mail.held {
            vec![]
        } else {
            std::mem::take(&mut mail.late)
        };
        answer["to_device"] = json!({ "events": given });
        Ok(answer.to_string().into())
    }
}

fn response(status: StatusCode, body: Bytes) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(body));
    *response.status_mut() = status;
    response
}

/// Method, path and query, with the signs of Matrix ids as people write them.
fn line(request: &Request<Incoming>) -> String {
    let target = request.uri().to_string();
    let target = target.replace("%21", "!").replace("%3A", ":");
    format!("{} {target}", request.method())
}

fn is_one(request: &str, which: &str) -> bool {
    let (method, part) = which.split_once(' ').unwrap_or(("", which));
    let (its_method, target) = request.split_once(' ').unwrap_or_default();
    (method.is_empty() || method == its_method) && target.contains(part)
}

fn lock<T>(what: &Mutex<T>) -> MutexGuard<'_, T> {
    what.lock().expect("nothing panics while it holds this")
}
