// Element Call in a headless Chromium that a Python test drives: one JSON command a line on stdin,
// one JSON answer a line on stdout. Several people are several contexts of one browser.
import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { dirname, extname, join, normalize } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const HERE = dirname(fileURLToPath(import.meta.url));
const find = createRequire(import.meta.url).resolve;
const CALL = join(dirname(find("@element-hq/element-call-embedded/package.json")), "dist");
const WIDGET_API = join(dirname(find("matrix-widget-api/package.json")), "dist", "api.js");
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".wasm": "application/wasm" };

const server = createServer((request, response) => {
    const wanted = normalize(new URL(request.url, "http://localhost").pathname);
    let file = join(HERE, wanted);
    if (wanted === "/widget-api.js") file = WIDGET_API;
    else if (wanted.startsWith("/call/")) file = join(CALL, wanted.slice(5));
    if (!existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
});

const say = (value) => process.stdout.write(JSON.stringify(value) + "\n");
const people = new Map();
let browser;

// Inside Element Call's frame: what a person would see and hear, measured.
const SEEN = () => [...document.querySelectorAll("video")].filter((video) => video.videoWidth).map((video) => {
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
    const paper = canvas.getContext("2d", { willReadFrequently: true });
    paper.drawImage(video, 0, 0);
    const width = video.videoWidth, middle = Math.floor(video.videoHeight / 2);
    const row = paper.getImageData(0, middle, width, 1).data;
    let number = 0;
    for (let bar = 0; bar < 16; bar++) {
        if (row[4 * Math.floor(((bar + 0.5) * width) / 16) + 1] > 128) number |= 1 << bar;
    }
    const tile = video.closest('[data-testid="videoTile"]');
    const name = tile?.querySelector('[data-testid="name_tag"]')?.textContent ?? "";
    return { name, width, height: video.videoHeight, number, at: performance.timeOrigin + performance.now() };
});
const HEARD = async () => {
    window.listening ??= new AudioContext();
    await window.listening.resume();
    window.ears ??= new Map();
    const found = [];
    for (const element of document.querySelectorAll("audio, video")) {
        const stream = element.srcObject;
        if (!stream?.getAudioTracks?.().length || element.closest('[data-testid="preview"]')) continue;
        if (!window.ears.has(stream)) {
            const ear = window.listening.createAnalyser();
            ear.fftSize = 8192;
            window.listening.createMediaStreamSource(stream).connect(ear);
            window.ears.set(stream, ear);
        }
        const ear = window.ears.get(stream);
        const bins = new Float32Array(ear.frequencyBinCount);
        ear.getFloatFrequencyData(bins);
        let best = 1;
        for (let bin = 2; bin < bins.length; bin++) if (bins[bin] > bins[best]) best = bin;
        found.push({ hertz: (best * window.listening.sampleRate) / ear.fftSize, loud: bins[best] });
    }
    return found;
};


// In every frame, before its scripts: `joined` tells when a person pressed the lobby's button, and when
// the first picture of somebody else was handed over to be shown, in seconds of the computer's clock.
const STAMP = () => {
    let pressed;
    const clock = (at) => (performance.timeOrigin + at) / 1000;
    const theirs = new Set();
    addEventListener("click", (event) => {
        if (event.target.closest('[data-testid="lobby_joinCall"]')) pressed ??= clock(event.timeStamp);
    }, true);
    window.RTCPeerConnection = class extends RTCPeerConnection {
        constructor(...given) {
            super(...given);
            this.addEventListener("track", ({ track }) => theirs.add(track.id));
        }
    };
    window.joined = new Promise((tell) => {
        const watch = (video) => video.requestVideoFrameCallback((_, { presentationTime }) => {
            if (!video.srcObject?.getVideoTracks().some((track) => theirs.has(track.id))) watch(video);
            else tell([pressed, clock(presentationTime)]);
        });
        new MutationObserver((changes) => {
            for (const { addedNodes } of changes) {
                for (const node of addedNodes) {
                    if (node instanceof HTMLVideoElement) watch(node);
                    else if (node instanceof Element) node.querySelectorAll("video").forEach(watch);
                }
            }
        }).observe(document, { childList: true, subtree: true });
    });
};

const frameOf = (name) => people.get(name).page.frames().find((frame) => frame.url().includes("/call/"));
async function there(name, id) {
    const { page, log } = people.get(name);
    try {
        await page.frameLocator("iframe").getByTestId(id).waitFor({ timeout: 60_000 });
    } catch (error) {
        throw new Error(`no ${id}: ${error.message}\n${log.slice(-40).join("\n")}`);
    }
}
const button = (name, id) => frameOf(name).getByTestId(id).first();

const commands = {
    async start({ executable, video, audio, aloud }) {
        await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
        browser = await chromium.launch({
            executablePath: executable,
            headless: true,
            ignoreDefaultArgs: aloud ? ["--mute-audio"] : [],
            args: [
                "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--disable-background-networking", "--disable-component-update", "--no-first-run",
                ...(aloud ? [] : ["--mute-audio", "--use-fake-device-for-media-stream"]),
                "--use-fake-ui-for-media-stream",
                "--autoplay-policy=no-user-gesture-required", "--auto-select-desktop-capture-source=Entire screen",
                ...(video ? [`--use-file-for-fake-video-capture=${video}`] : []),
                ...(audio ? [`--use-file-for-fake-audio-capture=${audio}`] : []),
            ],
        });
        return { version: browser.version() };
    },
    async open({ name, homeserver, token, userId, deviceId, room, intent, lobby }) {
        const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
        const page = await context.newPage();
        const log = [];
        page.on("console", (line) => log.push(line.text().slice(0, 300)));
        page.on("pageerror", (error) => log.push(String(error)));
        people.set(name, { page, context, log });
        await page.addInitScript(STAMP);
        const given = new URLSearchParams({ homeserver, token, userId, deviceId, roomId: room, intent, lobby });
        await page.goto(`http://127.0.0.1:${server.address().port}/host.html#${given}`);
        await there(name, lobby ? "lobby_joinCall" : "incall_leave");
        return {};
    },
    async join({ name }) {
        await button(name, "lobby_joinCall").click();
        return frameOf(name).evaluate(() => window.joined);
    },
    seen: ({ name }) => frameOf(name).evaluate(SEEN),
    painted: ({ name }) => frameOf(name).evaluate(() => [...document.querySelectorAll("video")].reduce(
        (sum, one) => {
            const { totalVideoFrames, droppedVideoFrames } = one.getVideoPlaybackQuality();
            return sum + totalVideoFrames - droppedVideoFrames;
        }, 0)),
    heard: ({ name }) => frameOf(name).evaluate(HEARD),
    async press({ name, id }) {
        await button(name, id).click();
        return {};
    },
    async key({ name, key }) {
        await frameOf(name).locator("body").press(key);
        return {};
    },
    text: ({ name }) => frameOf(name).evaluate(() => document.body.innerText),
    log: ({ name }) => people.get(name).log.slice(-200),
    events: ({ name }) => people.get(name).page.evaluate(() => window.events),
    async picture({ name, file }) {
        await people.get(name).page.screenshot({ path: file });
        return {};
    },
    async close({ name }) {
        await people.get(name).context.close();
        people.delete(name);
        return {};
    },
};

createInterface({ input: process.stdin }).on("line", async (line) => {
    const { tag, command, ...rest } = JSON.parse(line);
    try {
        say({ tag, ok: (await commands[command](rest)) ?? null });
    } catch (error) {
        say({ tag, error: String(error?.stack ?? error) });
    }
}).on("close", async () => {
    await browser?.close();
    process.exit(0);
});
