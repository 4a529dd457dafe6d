// A real OpenID provider (oidc-provider, certified) whose people sign in without a human.
//
// `node provider.mjs` listens on a free loopback port and prints {"issuer": "http://127.0.0.1:…"}.
// PUT /test/next {"sub": "vera", "name": "Вера Вартанян"} says who signs in next;
// {"deny": true} lets that person press "cancel"; {"claims": {…}} is what the provider knows besides,
// as a region's broker of ESIA gives it. It ends when its standard input is closed.
//
// It is also the OAuth 2.0 server of a Matrix homeserver, as the client-server API wants it: clients
// register themselves, scopes name the API and one device, Synapse asks about tokens at
// /oauth2/introspect with the shared secret and is told of people and devices under /_synapse/mas.
// PUT /test/homeserver {"url": …, "secret": …} says which Synapse; PUT /test/tokens
// {"seconds": 2, "silent": true} lets access tokens live so long, `silent` without telling clients;
// PUT /test/revoke {"sub": …, "device": …} ends sessions of a person as the account page does.
// PUT /test/seen tells which clients registered and what became of their tokens.

import { createServer } from 'node:http';
import { once } from 'node:events';
import Provider from 'oidc-provider';

const names = new Map([['vera', 'Вера Вартанян']]);
const known = new Map();
let next = { sub: 'vera' };
const MATRIX = 'urn:matrix:client:api:*';
const DEVICE = 'urn:matrix:client:device:';
const RESOURCE = 'urn:matrix:homeserver';
let homeserver = { url: '', secret: '' };
let tokens = { seconds: 300, silent: false };
const sessions = new Map(); // grant id -> { sub, device }
const seen = { clients: [], revoked: [], renewed: 0, prompts: [] };

const server = createServer();
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [{
    client_id: 'synapse',
    client_secret: 'parta-test-introspection',
    redirect_uris: [],
    response_types: [],
    grant_types: [],
  }, {
    client_id: 'parta',
    client_secret: 'parta-test-secret',
    token_endpoint_auth_method: 'client_secret_post',
    redirect_uris: ['http://127.0.0.1/_synapse/client/oidc/callback'],
  }],
  cookies: { keys: ['parta-test'] },
  claims: { openid: ['sub'], profile: ['name', 'person_id', 'snils', 'trusted'] },
  features: {
    devInteractions: { enabled: false },
    introspection: { enabled: true, allowedPolicy: () => true },
    revocation: { enabled: true },
    registration: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: (ctx) => (isMatrix(ctx) ? RESOURCE : undefined),
      useGrantedResource: () => true,
      getResourceServerInfo: (ctx) => ({ scope: scopeOf(ctx), accessTokenFormat: 'opaque' }),
    },
  },
  routes: { introspection: '/oauth2/introspect' },
  discovery: {
    account_management_uri: `${issuer}/account`,
    account_management_actions_supported: ['org.matrix.devices_list', 'org.matrix.device_delete'],
    prompt_values_supported: ['none', 'login', 'consent'],
  },
  ttl: { AccessToken: () => tokens.seconds },
  issueRefreshToken: (_, client) => client.grantTypeAllowed('refresh_token'),
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  async findAccount(_, sub) {
    return { accountId: sub, claims: async () => ({ ...known.get(sub), sub, name: names.get(sub) ?? sub }) };
  },
  // Consent is given by everybody at once.
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    if (isMatrix(ctx)) grant.addResourceScope(RESOURCE, scopeOf(ctx));
    else grant.addOIDCScope('openid profile');
    await grant.save();
    return grant;
  },
});

// The homeserver's port is not known beforehand: any loopback callback of a Synapse will do.
const registered = provider.Client.prototype.redirectUriAllowed;
provider.Client.prototype.redirectUriAllowed = function allowed(uri) {
  if (this.clientId !== 'parta') return registered.call(this, uri);
  const { hostname, pathname } = new URL(uri);
  return hostname === '127.0.0.1' && pathname === '/_synapse/client/oidc/callback';
};

function scopeOf(ctx) {
  const { params, entities } = ctx.oidc;
  return params.scope ?? entities.RefreshToken?.scope ?? entities.AuthorizationCode?.scope ?? '';
}

function isMatrix(ctx) {
  return scopeOf(ctx).split(' ').includes(MATRIX);
}

provider.use(async (ctx, then) => {
  if (ctx.path === '/oauth2/introspect') {
    if (ctx.get('authorization') !== `Bearer ${homeserver.secret}`) ctx.throw(401);
    const basic = Buffer.from('synapse:parta-test-introspection').toString('base64');
    ctx.req.headers.authorization = `Basic ${basic}`;
  }
  await then();
  if (ctx.path === '/oauth2/introspect' && ctx.body?.active) {
    ctx.body.username = ctx.body.sub;
    ctx.body.expires_in = Math.max(ctx.body.exp - Math.floor(Date.now() / 1000), 0);
  }
  if (ctx.path === '/reg' && ctx.status === 201) seen.clients.push(ctx.body);
  if (ctx.path === '/auth' && ctx.query.state) seen.prompts.push(ctx.query.prompt ?? '');
  if (ctx.path === '/token' && ctx.status === 200) await provision(ctx);
  if (ctx.path === '/token/revocation' && ctx.status === 200) await endWithToken(ctx);
});

async function tellHomeserver(what, body) {
  const answer = await fetch(`${homeserver.url}/_synapse/mas/${what}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${homeserver.secret}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${what}: ${answer.status} ${await answer.text()}`);
}

// Before a client gets its tokens the homeserver knows the person and the device.
async function provision(ctx) {
  const { AccessToken: token } = ctx.oidc.entities;
  const device = token?.scope?.split(' ').find((one) => one.startsWith(DEVICE))?.slice(DEVICE.length);
  if (!device) return;
  if (tokens.silent) delete ctx.body.expires_in;
  if (ctx.oidc.params.grant_type === 'refresh_token') {
    seen.renewed += 1;
    return;
  }
  const localpart = token.accountId;
  sessions.set(token.grantId, { sub: localpart, device });
  await tellHomeserver('provision_user', {
    localpart, set_displayname: names.get(localpart) ?? localpart,
  });
  await tellHomeserver('upsert_device', { localpart, device_id: device, display_name: 'Парта' });
}

async function endWithToken(ctx) {
  const token = ctx.oidc.entities.RefreshToken ?? ctx.oidc.entities.AccessToken;
  if (!token) return;
  seen.revoked.push(token.kind);
  await end(token.grantId);
}

async function end(grantId) {
  const session = sessions.get(grantId);
  if (!session) return;
  sessions.delete(grantId);
  await provider.AccessToken.revokeByGrantId(grantId);
  await provider.RefreshToken.revokeByGrantId(grantId);
  await (await provider.Grant.find(grantId))?.destroy();
  await tellHomeserver('delete_device', { localpart: session.sub, device_id: session.device });
}

async function read(request) {
  let body = '';
  for await (const part of request) body += part;
  return JSON.parse(body);
}

async function control(what, request, response) {
  if (what === 'next') return setNext(request, response);
  if (what === 'homeserver') homeserver = await read(request);
  if (what === 'tokens') tokens = await read(request);
  if (what === 'revoke') {
    const { sub, device } = await read(request);
    for (const [grantId, session] of [...sessions]) {
      if (session.sub === sub && (!device || session.device === device)) await end(grantId);
    }
  }
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(seen));
  return undefined;
}

async function setNext(request, response) {
  next = await read(request);
  if (next.name) names.set(next.sub, next.name);
  known.set(next.sub, next.claims ?? {});
  response.writeHead(204).end();
}

async function interact(request, response) {
  const result = next.deny
    ? { error: 'access_denied', error_description: 'The person pressed cancel' }
    : { login: { accountId: next.sub, remember: false }, consent: {} };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

const oidc = provider.callback();
server.on('request', (request, response) => {
  const path = new URL(request.url, issuer).pathname;
  let handled;
  if (path.startsWith('/test/')) handled = control(path.slice(6), request, response);
  else if (path.startsWith('/interaction/')) handled = interact(request, response);
  else handled = oidc(request, response);
  Promise.resolve(handled).catch((error) => {
    console.error(error);
    response.writeHead(500).end(String(error));
  });
});

process.stdin.on('end', () => process.exit(0)).resume();
console.log(JSON.stringify({ issuer }));
