import { Cron } from 'croner';
import type { Dependencies } from '../cloudfunctions/_runtime/dependencies';
import { stackWithoutMessage } from '../cloudfunctions/_runtime/log';
import { timers } from '../cloudfunctions/timers/timers';

/** Runs every timer once, then at its times until `stop`. A run that fails is logged and due again next time. */
export async function startSchedule(dependencies: Dependencies, city: string): Promise<{ stop(): void }> {
  const runs = Object.entries(timers).map(([name, { run, cron }]) => ({
    cron,
    run: async () => {
      try {
        await run(dependencies, city, dependencies.clock());
      } catch (error) {
        dependencies.log.error('fault', {
          room: 'timers',
          operation: name,
          stack: stackWithoutMessage(error),
        });
      }
    },
  }));
  for (const { run } of runs) await run();
  const jobs = runs.map(({ cron, run }) => new Cron(cron, { timezone: 'Asia/Shanghai', protect: true }, run));
  return {
    stop() {
      for (const job of jobs) job.stop();
    },
  };
}
