// The client around Element Call: what Element Web does, reduced to what the widget asks for.
// Plain requests to the homeserver in the name of one person.
const given = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
const { homeserver, token, userId, deviceId, roomId, intent, lobby } = given;
const V3 = "/_matrix/client/v3";
const path = (...parts) => parts.map(encodeURIComponent).join("/");
const txn = () => `w${Date.now()}-${Math.random()}`;

async function call(method, where, body, query = {}) {
    const address = new URL(homeserver + where);
    for (const [key, value] of Object.entries(query)) address.searchParams.set(key, value);
    const reply = await fetch(address, {
        method,
        headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
        body: body === undefined ? undefined : JSON.stringify(body),
    });
    const json = await reply.json();
    if (!reply.ok) throw new Error(`${method} ${where}: ${reply.status} ${JSON.stringify(json)}`);
    return json;
}

const DELAYED = "/_matrix/client/unstable/org.matrix.msc4140/delayed_events/";

class Driver extends mxwidgets.WidgetDriver {
    async validateCapabilities(requested) {
        return requested;
    }
    async #send(type, content, stateKey, query) {
        const room = `${V3}/rooms/${path(roomId)}`;
        if (type === "m.room.redaction") {
            return call("PUT", `${room}/redact/${path(content.redacts, txn())}`, {});
        }
        if (stateKey !== null && stateKey !== undefined) {
            return call("PUT", `${room}/state/${path(type, stateKey)}`, content, query);
        }
        return call("PUT", `${room}/send/${path(type, txn())}`, content, query);
    }
    async sendEvent(type, content, stateKey = null) {
        const { event_id } = await this.#send(type, content, stateKey, {});
        return { roomId, eventId: event_id };
    }
    async sendStickyEvent(lasts, type, content) {
        const query = { "org.matrix.msc4354.sticky_duration_ms": lasts };
        const { event_id } = await this.#send(type, content, null, query);
        return { roomId, eventId: event_id };
    }
    async sendDelayedEvent(delay, type, content, stateKey = null) {
        const { delay_id } = await this.#send(type, content, stateKey, { "org.matrix.msc4140.delay": delay });
        return { roomId, delayId: delay_id };
    }
    cancelScheduledDelayedEvent = (id) => call("POST", `${DELAYED}${path(id)}/cancel`, {});
    restartScheduledDelayedEvent = (id) => call("POST", `${DELAYED}${path(id)}/restart`, {});
    sendScheduledDelayedEvent = (id) => call("POST", `${DELAYED}${path(id)}/send`, {});
    async sendToDevice() {}
    async readRoomState(room, type, stateKey) {
        const state = await call("GET", `${V3}/rooms/${path(roomId)}/state`);
        return state.filter((one) => one.type === type && (stateKey === undefined || one.state_key === stateKey));
    }
    async readStickyEvents() {
        return [];
    }
    async readRoomTimeline() {
        return [];
    }
    async readEventRelations(eventId, room, relType, eventType) {
        const parts = [eventId, relType, eventType].filter(Boolean);
        const found = await call("GET", `/_matrix/client/v1/rooms/${path(roomId)}/relations/${path(...parts)}`);
        return { chunk: found.chunk };
    }
    askOpenID(observer) {
        call("POST", `${V3}/user/${path(userId)}/openid/request_token`, {}).then((token) =>
            observer.update({ state: "allowed", token }),
        );
    }
    getRtcTransports() {
        return call("GET", "/_matrix/client/unstable/org.matrix.msc4143/rtc/transports");
    }
    getKnownRooms() {
        return [roomId];
    }
}

async function follow(api) {
    // Everything the room says from now on goes to the widget, as Element Web passes it on.
    let since = (await call("GET", `${V3}/sync`, undefined, { timeout: 0 })).next_batch;
    for (;;) {
        const reply = await call("GET", `${V3}/sync`, undefined, { timeout: 20000, since });
        since = reply.next_batch;
        const room = reply.rooms?.join?.[roomId];
        for (const event of room?.state?.events ?? []) await api.feedStateUpdate({ ...event, room_id: roomId });
        for (const event of room?.timeline?.events ?? []) {
            const whole = { ...event, room_id: roomId };
            if (event.state_key !== undefined) await api.feedStateUpdate(whole);
            await api.feedEvent(whole);
        }
    }
}

window.events = [];
addEventListener("DOMContentLoaded", () => {
    const widgetId = "call";
    const widget = new mxwidgets.Widget({
        id: widgetId,
        creatorUserId: userId,
        type: "m.call",
        url: location.origin,
    });
    const inside = new URLSearchParams({
        widgetId, parentUrl: location.href.split("#")[0], userId, deviceId, roomId, baseUrl: homeserver,
        lang: "en", theme: "light", enableE2EE: "false", perParticipantE2EE: "false", intent,
        skipLobby: String(lobby !== "true"), confineToRoom: "true", preload: "false", header: "none",
    });
    const frame = document.createElement("iframe");
    frame.allow = "camera; microphone; autoplay; display-capture; fullscreen";
    document.body.append(frame);
    const api = new mxwidgets.ClientWidgetApi(widget, frame, new Driver());
    api.setViewedRoomId(roomId);
    for (const action of ["io.element.join", "im.vector.hangup", "io.element.close", "io.element.device_mute", "set_always_on_screen"]) {
        api.on(`action:${action}`, (event) => {
            event.preventDefault();
            window.events.push(action);
            api.transport.reply(event.detail, { success: true });
        });
    }
    api.once("ready", () => follow(api).catch((error) => window.events.push(String(error))));
    frame.src = `/call/index.html?${inside}`;
});
