// The server under test as a process that a session can stop and start again.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export async function startServer(config) {
    const process = spawn(config.command[0], config.command.slice(1), {
        cwd: config.folder,
        stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: process.stdout })) {
        if (line.startsWith('Press Ctrl-C')) {
            process.stdout.resume();
            return { stop: () => stop(process) };
        }
    }
    throw new Error('the server did not start');
}

async function stop(process) {
    const ended = once(process, 'exit');
    process.kill('SIGTERM');
    await ended;
}
