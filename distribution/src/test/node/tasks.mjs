// Steps of a session with tasks, by the official client library of the extension. Only the era without sessions has it.
import assert from 'node:assert/strict';
import { createTaskSessionFromClient, resultFromTaskOutcome } from '@modelcontextprotocol/ext-tasks/client';
import { ANSWERS, CAPABILITIES, INFO } from './clients.mjs';

/** The client itself refuses what it does not know, so the library wants to write to its transport. */
function rawDispatch(transport) {
    const waiting = new Map();
    const others = transport.onmessage;
    let sent = 0;
    transport.onmessage = (message, ...rest) => {
        const answer = message.method ? undefined : waiting.get(message.id);
        if (!answer) {
            return others(message, ...rest);
        }
        waiting.delete(message.id);
        answer(message);
    };
    return (request, options) =>
        new Promise((resolve, reject) => {
            const id = `task-request-${++sent}`;
            waiting.set(id, ({ result, error }) => resolve(error ? { kind: 'error', error } : { kind: 'result', result }));
            transport.send({ jsonrpc: '2.0', id, ...request }, { headers: options?.context?.headers }).catch(reject);
        });
}

const METHODS = { elicitation: 'elicitation/create', sampling: 'sampling/createMessage', roots: 'roots/list' };

export async function takeTasks(step, session, label) {
    const questions = [];
    const tasks = createTaskSessionFromClient(session.client, {
        endpointId: label,
        rawDispatch: rawDispatch(session.client.transport),
        v2RequestFraming: { protocolVersion: '2026-07-28', clientInfo: INFO, clientCapabilities: CAPABILITIES },
        tools: { currentTool: () => undefined },
        onInputRequest: async request => {
            questions.push(request.kind);
            return ANSWERS[METHODS[request.kind]]();
        },
    });
    const start = async (name, args) => {
        const execution = await tasks.callTool(name, args);
        assert.equal(execution.kind, 'task');
        return execution;
    };
    const text = async execution => resultFromTaskOutcome((await execution.settle()).outcome).content[0].text;

    await step('see a task through', async () => {
        const seen = await text(await start('slow_compute', { seconds: 1, label: 'sums' }));
        assert.equal(seen, 'Computed sums in 1 seconds.');
        return seen;
    });
    await step('answer the questions of a task', async () => {
        assert.equal(await text(await start('confirm_delete', { filename: 'old.txt' })), 'Deleted old.txt.');
        assert.equal(await text(await start('multi_input', {})), 'The client answered 2 questions.');
        assert.deepEqual(questions, ['elicitation', 'elicitation', 'elicitation']);
    });
    await step('see a task fail', async () => {
        const { outcome } = await (await start('failing_job', {})).settle();
        const result = resultFromTaskOutcome(outcome);
        assert.equal(result.isError, true);
        return result.content[0].text;
    });
    await step('cancel a task', async () => {
        const execution = await start('slow_compute', { seconds: 120, label: `task ${label}` });
        const settled = execution.settle();
        const state = tasks.task(execution.handle.taskId);
        while ((await state.snapshot()).statusMessage !== 'computing') {
            await new Promise(wake => setTimeout(wake, 50));
        }
        await execution.cancel();
        assert.equal((await settled).outcome.status, 'cancelled');
        const seen = await session.call('test_was_cancelled', { label: `task ${label}` });
        assert.equal(seen.content[0].text, `task ${label} was cancelled.`);
    });
    await tasks.close();
}
