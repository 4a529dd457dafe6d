// A foreign client (matrix-js-sdk) that a Python test drives: one JSON command a line on stdin,
// one JSON answer or event a line on stdout.
import { createInterface } from "node:readline";
import * as sdk from "matrix-js-sdk";
import { logger } from "matrix-js-sdk/lib/logger.js";

// matrix-js-sdk expects Node 22; this is all it lacks on 20.
Promise.withResolvers ??= function () {
    let resolve, reject;
    const promise = new Promise((yes, no) => ([resolve, reject] = [yes, no]));
    return { promise, resolve, reject };
};

logger.disableAll?.();
for (const name of ["log", "info", "warn", "debug", "trace"]) console[name] = () => {};

const say = (value) => process.stdout.write(JSON.stringify(value) + "\n");
let client;

const describe = (event) => ({
    id: event.getId(),
    type: event.getType(),
    sender: event.getSender(),
    content: event.getContent(),
    original: event.getOriginalContent(),
    redacted: event.isRedacted(),
    replyTo: event.replyEventId ?? null,
    relation: event.getWireContent()["m.relates_to"] ?? null,
});

const commands = {
    async start({ homeserver, userId, token, deviceId }) {
        client = sdk.createClient({
            baseUrl: homeserver,
            userId,
            accessToken: token,
            deviceId,
            timelineSupport: true,
        });
        client.on(sdk.RoomEvent.Timeline, (event, room, toStart) => {
            if (!toStart && event.getId()?.startsWith("$")) {
                say({ event: "timeline", room: room.roomId, ...describe(event) });
            }
        });
        client.on(sdk.RoomEvent.LocalEchoUpdated, (event, room) => {
            if (event.getId()?.startsWith("$")) {
                say({ event: "timeline", room: room.roomId, ...describe(event) });
            }
        });
        client.on(sdk.RoomEvent.Redaction, (event, room) => {
            say({ event: "redaction", room: room.roomId, redacts: event.event.redacts ?? event.getContent().redacts });
        });
        client.on(sdk.RoomEvent.Receipt, (event, room) => {
            for (const [id, kinds] of Object.entries(event.getContent())) {
                for (const [kind, users] of Object.entries(kinds)) {
                    for (const user of Object.keys(users)) say({ event: "receipt", room: room.roomId, id, kind, user });
                }
            }
        });
        const ready = new Promise((resolve) => {
            client.on(sdk.ClientEvent.Sync, (state) => state === "PREPARED" && resolve());
        });
        await client.startClient({ initialSyncLimit: 20, lazyLoadMembers: true });
        await ready;
        return { rooms: client.getRooms().map((room) => room.roomId) };
    },
    async text({ room, body }) {
        return client.sendTextMessage(room, body);
    },
    async send({ room, type, content }) {
        return client.sendEvent(room, type, content);
    },
    async redact({ room, id }) {
        return client.redactEvent(room, id);
    },
    async picture({ room, name, base64, info }) {
        const bytes = Buffer.from(base64, "base64");
        const { content_uri: url } = await client.uploadContent(bytes, { name, type: info.mimetype });
        return client.sendMessage(room, { msgtype: "m.image", body: name, filename: name, url, info });
    },
    async download({ uri }) {
        const address = client.mxcUrlToHttp(uri, undefined, undefined, undefined, false, true, true);
        const reply = await fetch(address, { headers: { Authorization: `Bearer ${client.getAccessToken()}` } });
        return { status: reply.status, base64: Buffer.from(await reply.arrayBuffer()).toString("base64") };
    },
    async read({ room, id }) {
        const event = client.getRoom(room).findEventById(id);
        await client.sendReadReceipt(event);
        return {};
    },
    async event({ room, id }) {
        const event = client.getRoom(room).findEventById(id);
        return event ? describe(event) : null;
    },
    async reactions({ room, id }) {
        const found = client.getRoom(room).relations.getChildEventsForEvent(id, "m.annotation", "m.reaction");
        const sorted = found?.getSortedAnnotationsByKey() ?? [];
        return sorted.map(([key, events]) => [key, [...events].map((event) => event.getSender()).sort()])
            .filter(([, senders]) => senders.length);
    },
    async poll({ room, id }) {
        const poll = client.getRoom(room).polls.get(id);
        if (!poll) return null;
        const votes = (await poll.getResponses()).getRelations();
        return {
            question: poll.pollEvent.question.text,
            answers: poll.pollEvent.answers.map(({ id, text }) => ({ id, text })),
            votes: votes.map((event) => [event.getSender(), sdk.M_POLL_RESPONSE.findIn(event.getContent()).answers]),
            ended: poll.isEnded,
        };
    },
    async readers({ room, id }) {
        const there = client.getRoom(room);
        return there.getUsersReadUpTo(there.findEventById(id));
    },
    async callMembers({ room }) {
        const session = client.matrixRTC.getRoomSession(client.getRoom(room));
        return session.memberships.map((one) => ({
            user: one.userId,
            device: one.deviceId,
            identity: one.rtcBackendIdentity,
            intent: one.callIntent ?? null,
            transports: one.transports,
        }));
    },
    async joinCall({ room, transports }) {
        const session = client.matrixRTC.getRoomSession(client.getRoom(room));
        const [userId, deviceId] = [client.getUserId(), client.getDeviceId()];
        const identity = { userId, deviceId, memberId: `${userId}:${deviceId}` };
        session.joinRTCSession(identity, transports, undefined, { manageMediaKeys: false });
        return {};
    },
    async leaveCall({ room }) {
        const session = client.matrixRTC.getRoomSession(client.getRoom(room));
        return { left: await session.leaveRoomSession(20_000) };
    },
    async stop() {
        client.stopClient();
        setTimeout(() => process.exit(0), 50);
        return {};
    },
};

createInterface({ input: process.stdin }).on("line", async (line) => {
    const { tag, command, ...rest } = JSON.parse(line);
    try {
        say({ tag, ok: await commands[command](rest) });
    } catch (error) {
        say({ tag, error: String(error?.stack ?? error) });
    }
}).on("close", () => process.exit(0));
