// The official TypeScript clients behind one face: v1 for the session era, v2 for either.
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as StdioV1 } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as HttpV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import * as typesV1 from '@modelcontextprotocol/sdk/types.js';
import { Client as ClientV2, StreamableHTTPClientTransport as HttpV2 } from '@modelcontextprotocol/client';
import { StdioClientTransport as StdioV2 } from '@modelcontextprotocol/client/stdio';

export const INFO = { name: 'session-test', version: '1.0.0' };
export const CAPABILITIES = { elicitation: { form: {} }, sampling: {}, roots: {} };

export const ANSWERS = {
    'elicitation/create': () => ({ action: 'accept', content: { name: 'Alice', color: 'blue', ok: true, confirm: true } }),
    'sampling/createMessage': () => ({
        role: 'assistant',
        content: { type: 'text', text: 'Paris' },
        model: 'test-model',
    }),
    'roots/list': () => ({ roots: [{ uri: 'file:///test/root', name: 'Test Root' }] }),
};

const REQUESTS_V1 = {
    'elicitation/create': typesV1.ElicitRequestSchema,
    'sampling/createMessage': typesV1.CreateMessageRequestSchema,
    'roots/list': typesV1.ListRootsRequestSchema,
};

const NOTIFICATIONS_V1 = {
    'notifications/message': typesV1.LoggingMessageNotificationSchema,
    'notifications/tools/list_changed': typesV1.ToolListChangedNotificationSchema,
    'notifications/prompts/list_changed': typesV1.PromptListChangedNotificationSchema,
    'notifications/resources/list_changed': typesV1.ResourceListChangedNotificationSchema,
    'notifications/resources/updated': typesV1.ResourceUpdatedNotificationSchema,
};

/** A client that is connected and hears everything. `heard` holds the notifications; `next` waits for one. */
export async function connect(config, options = {}) {
    const v1 = config.client === 'v1';
    const client = v1
        ? new ClientV1(INFO, { capabilities: CAPABILITIES })
        : new ClientV2(INFO, {
              capabilities: CAPABILITIES,
              versionNegotiation: { mode: config.era === 'modern' ? { pin: '2026-07-28' } : config.era },
          });
    for (const [method, answer] of Object.entries(ANSWERS)) {
        client.setRequestHandler(v1 ? REQUESTS_V1[method] : method, async request => answer(request));
    }
    const heard = [];
    const waiting = [];
    for (const method of Object.keys(NOTIFICATIONS_V1)) {
        client.setNotificationHandler(v1 ? NOTIFICATIONS_V1[method] : method, notification => {
            heard.push(notification);
            waiting.splice(0).forEach(wake => wake());
        });
    }
    await client.connect(transport(config, v1, options));
    return {
        client,
        heard,
        era: v1 ? 'legacy' : client.getProtocolEra(),
        call: (name, args = {}, more = {}) => {
            const { meta, ...request } = more;
            const params = { name, arguments: args, ...(meta ? { _meta: meta } : {}) };
            return v1 ? client.callTool(params, undefined, request) : client.callTool(params, request);
        },
        // v2 walks all pages by itself when it is asked for the first one
        listPage: cursor => {
            const params = cursor ? { cursor } : {};
            return v1 ? client.listTools(params) : client.request({ method: 'tools/list', params });
        },
        /** The first notification of the method that was not taken before. */
        next: async method => {
            const end = Date.now() + 20_000;
            while (Date.now() < end) {
                const found = heard.findIndex(each => each.method === method);
                if (found >= 0) {
                    return heard.splice(found, 1)[0];
                }
                await Promise.race([
                    new Promise(wake => waiting.push(wake)),
                    new Promise(wake => setTimeout(wake, 1000).unref()),
                ]);
            }
            throw new Error(`${method} did not come`);
        },
    };
}

function transport(config, v1, options) {
    if (config.transport === 'stdio') {
        const Stdio = v1 ? StdioV1 : StdioV2;
        return new Stdio({ command: config.command[0], args: config.command.slice(1), cwd: config.folder });
    }
    const Http = v1 ? HttpV1 : HttpV2;
    return new Http(new URL(config.url), options);
}
