// A session of many steps with an official client. Prints a report as JSON: what was done, and what came of it.
import assert from 'node:assert/strict';
import { connect } from './clients.mjs';
import { startServer } from './server.mjs';
import { takeTasks } from './tasks.mjs';

const config = JSON.parse(process.argv[2]);
const http = config.transport === 'http';
// auto asks the server, which speaks both
const modern = config.era !== 'legacy';
const label = `${config.client}-${config.era}-${config.transport}`;
const steps = [];
let dropNextStream = false;
let session;

const step = async (name, work) => {
    try {
        steps.push({ name, ok: true, seen: (await work()) ?? null });
    } catch (error) {
        steps.push({ name, ok: false, seen: String(error?.stack ?? error) });
    }
};
const text = result => result.content[0].text;

/** Loses the stream of one call after the first event that can be resumed from. */
async function fetchThatLosesStreams(url, init) {
    const response = await fetch(url, init);
    const streams = response.headers.get('content-type')?.includes('text/event-stream');
    if (!dropNextStream || init?.method !== 'POST' || !streams) {
        return response;
    }
    dropNextStream = false;
    const reader = response.body.getReader();
    const first = await reader.read();
    const body = new ReadableStream({
        start(stream) {
            stream.enqueue(first.value);
            reader.cancel().catch(() => {});
            stream.close();
        },
    });
    return new Response(body, { status: response.status, headers: response.headers });
}

let server = http ? await startServer(config) : null;
const open = async () => {
    session = await connect(config, http ? { fetch: fetchThatLosesStreams } : {});
};

await step('connect', async () => {
    await open();
    assert.equal(session.era, modern ? 'modern' : 'legacy');
    return session.client.getServerVersion().name;
});
await step('list tools page by page', async () => {
    const names = new Set();
    let cursor;
    let pages = 0;
    do {
        const page = await session.listPage(cursor);
        page.tools.forEach(tool => names.add(tool.name));
        cursor = page.nextCursor;
        pages++;
    } while (cursor);
    assert.ok(pages > 1, `one page of ${names.size}`);
    assert.ok(names.has('test_simple_text'));
    return { pages, tools: names.size };
});
await step('list everything else', async () => {
    const { resources } = await session.client.listResources();
    const { resourceTemplates } = await session.client.listResourceTemplates();
    const { prompts } = await session.client.listPrompts();
    assert.ok(resources.length > 0 && resourceTemplates.length > 0 && prompts.length > 0);
    return { resources: resources.length, templates: resourceTemplates.length, prompts: prompts.length };
});
await step('call tools with every kind of content', async () => {
    assert.equal(text(await session.call('test_simple_text')), 'This is a simple text response for testing.');
    const mixed = await session.call('test_multiple_content_types');
    return mixed.content.map(block => block.type);
});
await step('see an error of a tool', async () => {
    const result = await session.call('test_error_handling');
    assert.equal(result.isError, true);
    return text(result);
});
await step('see arguments refused', async () => {
    const result = await session.call('greet', { nome: 'Ada' });
    assert.equal(result.isError, true);
    return text(result);
});
await step('see an unknown tool refused', async () => {
    await assert.rejects(session.call('no_such_tool'), { code: -32602 });
});
await step('read resources', async () => {
    const read = await session.client.readResource({ uri: 'test://template/7/data' });
    assert.match(read.contents[0].text, /Data for ID: 7/);
    const image = await session.client.readResource({ uri: 'test://static-binary' });
    assert.ok(image.contents[0].blob);
    await assert.rejects(session.client.readResource({ uri: 'test://nothing' }));
});
await step('get a prompt', async () => {
    const prompt = await session.client.getPrompt({
        name: 'test_prompt_with_arguments',
        arguments: { arg1: 'one', arg2: 'two' },
    });
    assert.match(prompt.messages[0].content.text, /arg1='one', arg2='two'/);
});
await step('complete an argument', async () => {
    const { completion } = await session.client.complete({
        ref: { type: 'ref/prompt', name: 'test_prompt_with_arguments' },
        argument: { name: 'arg1', value: 'fi' },
    });
    assert.deepEqual(completion.values, ['first']);
});
await step('hear progress', async () => {
    const seen = [];
    await session.call('test_tool_with_progress', {}, { onprogress: progress => seen.push(progress.progress) });
    assert.deepEqual(seen, [0, 50, 100]);
});
await step('hear log messages', async () => {
    if (!modern) {
        await session.client.setLoggingLevel('info');
    }
    const meta = modern ? { 'io.modelcontextprotocol/logLevel': 'info' } : undefined;
    await session.call('test_tool_with_logging', {}, { meta });
    for (let i = 0; i < 3; i++) {
        assert.equal((await session.next('notifications/message')).params.level, 'info');
    }
});
await step('answer questions of the server', async () => {
    assert.equal(text(await session.call('test_input_required_result_elicitation')), 'Hello, Alice!');
    assert.match(text(await session.call('test_input_required_result_sampling')), /Paris/);
    assert.match(text(await session.call('test_input_required_result_list_roots')), /test\/root/);
    assert.match(text(await session.call('test_input_required_result_multiple_inputs')), /3 questions/);
    assert.match(text(await session.call('test_input_required_result_multi_round')), /Alice.*blue/);
});
await step('cancel a call', async () => {
    const cancel = new AbortController();
    const call = session.call(
        'slow_compute',
        { seconds: 25, label },
        { signal: cancel.signal, onprogress: () => cancel.abort('enough') }
    );
    await assert.rejects(call);
    const seen = text(await session.call('test_was_cancelled', { label }));
    assert.equal(seen, `${label} was cancelled.`);
});
await step('hear of changes when the project is reloaded', async () => {
    const uri = 'test://watched-resource';
    const subscription = modern
        ? await session.client.listen({
              toolsListChanged: true,
              promptsListChanged: true,
              resourcesListChanged: true,
              resourceSubscriptions: [uri],
          })
        : await session.client.subscribeResource({ uri });
    await session.call('test_trigger_tool_change');
    await session.next('notifications/tools/list_changed');
    const tools = await session.client.listTools(undefined, { cacheMode: 'refresh' });
    await session.call('test_trigger_prompt_change');
    await session.next('notifications/prompts/list_changed');
    await session.call('test_trigger_resource_list_change');
    await session.next('notifications/resources/list_changed');
    await session.call('test_trigger_resource_change');
    assert.equal((await session.next('notifications/resources/updated')).params.uri, uri);
    await (modern ? subscription.close() : session.client.unsubscribeResource({ uri }));
    return tools.tools.length;
});
if (modern) {
    await takeTasks(step, session, label);
}
if (http && !modern) {
    await step('come back after a stream was lost', async () => {
        dropNextStream = true;
        const seen = text(await session.call('test_tool_with_progress', {}, { onprogress: () => {} }));
        assert.equal(dropNextStream, false);
        return seen;
    });
}
await step('come back after the server was started anew', async () => {
    if (!http) {
        await session.client.close();
        await open();
    } else {
        await server.stop();
        server = await startServer(config);
        if (!modern) {
            // the session went with the server: the protocol wants a new one
            await assert.rejects(session.call('test_simple_text'), /404|[Ss]ession/);
            await session.client.close().catch(() => {});
            await open();
        }
    }
    assert.equal(text(await session.call('test_simple_text')), 'This is a simple text response for testing.');
});
await step('say goodbye', async () => {
    await session.client.transport?.terminateSession?.();
    await session.client.close();
});
await server?.stop();
console.log(JSON.stringify({ ...config, command: undefined, folder: undefined, steps }));
process.exit(0);
