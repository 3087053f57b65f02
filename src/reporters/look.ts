import type { ChalkInstance } from 'chalk';
import type { ReportTarget } from '../core/report.ts';

/** How the table is to look. */
export interface Look {
  readonly target: ReportTarget;
  readonly paint: ChalkInstance;
  readonly width: number;
  readonly verbose: boolean;
}
