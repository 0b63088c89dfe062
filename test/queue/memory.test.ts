import { createMemoryQueue } from '../../services/queue/memory.ts';
import { queueConformance } from '../conformance/queue.ts';

queueConformance('the queue in memory', async (setting) => createMemoryQueue<string, string, number>(setting));
