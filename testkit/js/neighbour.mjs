// A neighbour on matrix-js-sdk, Element's engine, with Element's "exclude insecure devices" on:
// it neither reads what comes from a device that its owner has not signed, nor writes to one.
//
// Each line on stdin is an order in JSON and gets one answer:
//     {"id": 1, "do": "login", "url": …, "user": …, "password": …}    {"id": 1, "ok": {"user_id": …}}
//     {"id": 2, "do": "join", "room": …}                              {"id": 2, "error": "…"}
//     {"id": 3, "do": "send", "room": …, "kind": …, "content": {…}}
//     {"id": 4, "do": "download", "file": {…}}                        {"id": 4, "ok": {"bytes": […]}}
// Between those it tells what it hears, and tells it again when a key came late:
//     {"room": …, "heard": {an event, decrypted where it can be}}
// It ends when stdin ends.

import { createDecipheriv, createHash } from "node:crypto";
import { createInterface } from "node:readline";

// Standard output is for answers; the SDK is talkative. What it warns of goes to stderr.
for (const level of ["trace", "debug", "log", "info"]) console[level] = () => {};
const sdk = await import("matrix-js-sdk");
const { OnlySignedDevicesIsolationMode } = await import("matrix-js-sdk/lib/crypto-api/index.js");

let client;

const orders = {
    async login({ url, user, password }) {
        const proof = {
            type: "m.login.password",
            identifier: { type: "m.id.user", user },
            password,
        };
        const session = await sdk.createClient({ baseUrl: url }).loginRequest(proof);
        client = sdk.createClient({
            baseUrl: url,
            userId: session.user_id,
            deviceId: session.device_id,
            accessToken: session.access_token,
        });
        await client.initRustCrypto({ useIndexedDB: false });
        const crypto = client.getCrypto();
        crypto.setDeviceIsolationMode(new OnlySignedDevicesIsolationMode());
        await crypto.bootstrapCrossSigning({
            authUploadDeviceSigningKeys: (request) => request(proof),
        });
        listen();
        // "Detached" keeps our own messages out of the timeline until the server has them.
        await client.startClient({ initialSyncLimit: 100, pendingEventOrdering: "detached" });
        await synced(() => client.isInitialSyncComplete());
        return { user_id: session.user_id };
    },

    async join({ room }) {
        const joined = await client.joinRoom(room);
        const state = () => client.getRoom(joined.roomId)?.currentState;
        // Before its state has come along it is not known whether the room is encrypted.
        await synced(() => state()?.getStateEvents("m.room.create", ""));
        await encryptorFor(joined.roomId, state());
        return { room_id: joined.roomId };
    },

    // As the specification describes encrypted attachments: AES-CTR, and a hash of what the server holds.
    async download({ file }) {
        const url = client.mxcUrlToHttp(file.url, undefined, undefined, undefined, false, true, true);
        const headers = { Authorization: `Bearer ${client.getAccessToken()}` };
        const response = await fetch(url, { headers });
        if (!response.ok) throw new Error(`download: ${response.status}`);
        const encrypted = Buffer.from(await response.arrayBuffer());
        const hash = createHash("sha256").update(encrypted).digest();
        if (!hash.equals(Buffer.from(file.hashes.sha256, "base64"))) throw new Error("another file");
        const key = Buffer.from(file.key.k, "base64url");
        const decipher = createDecipheriv("aes-256-ctr", key, Buffer.from(file.iv, "base64"));
        return { bytes: [...decipher.update(encrypted), ...decipher.final()] };
    },

    async send({ room, kind, content }) {
        return await client.sendEvent(room, kind, content);
    },
};

// Events are told in their order, each after the first attempt to read it.
let telling = Promise.resolve();
const told = new WeakSet();

function listen() {
    client.on(sdk.RoomEvent.Timeline, (event, room, isOlder) => {
        if (isOlder) return;
        telling = telling.then(async () => {
            await client.decryptEventIfNeeded(event);
            tell(event);
            told.add(event);
        });
    });
    // A key came late.
    client.on(sdk.MatrixEventEvent.Decrypted, (event) => {
        if (told.has(event)) tell(event);
    });
}

function tell(event) {
    // The effective form of an event that can't be read is an apology instead of the event.
    const heard = event.isDecryptionFailure() ? event.event : event.getEffectiveEvent();
    answer({ room: event.getRoomId(), heard });
}

// Resolves after the first sync that makes it true.
function synced(isTrue) {
    return new Promise((resolve) => {
        const look = () => {
            if (!isTrue()) return;
            client.off(sdk.ClientEvent.Sync, look);
            resolve();
        };
        client.on(sdk.ClientEvent.Sync, look);
        look();
    });
}

// The SDK makes a room's encryptor a moment after its state has come along, and cannot send before that.
async function encryptorFor(room, state) {
    const crypto = client.getCrypto();
    const isReady = () => !state.getStateEvents("m.room.encryption", "") || crypto.roomEncryptors[room];
    while (!isReady()) await new Promise((resolve) => setTimeout(resolve, 10));
}

function answer(line) {
    process.stdout.write(`${JSON.stringify(line)}\n`);
}

async function obey({ id, do: order, ...details }) {
    try {
        answer({ id, ok: await orders[order](details) });
    } catch (error) {
        answer({ id, error: String(error) });
    }
}

const lines = createInterface({ input: process.stdin });
lines.on("line", (line) => obey(JSON.parse(line)));
lines.on("close", () => process.exit(0));
