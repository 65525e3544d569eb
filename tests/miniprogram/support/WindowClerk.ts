import type { DeskEntry } from '../../../contract/desk';
import { Citizen } from './Citizen';
import { readShared } from './shared';

/** Who runs a hall's window in a story, through the service's own interface. */
export class WindowClerk {
  private readonly hall: string;
  private readonly window: number;
  private readonly staff: Citizen;

  private constructor(hall: string, window: number, staff: Citizen) {
    this.hall = hall;
    this.window = window;
    this.staff = staff;
  }

  static async sitDown(hall: string, window: number): Promise<WindowClerk> {
    const staff = await Citizen.onDuty(readShared().service, hall);
    await staff.call('desk', 'openWindow', { hall, window });
    return new WindowClerk(hall, window, staff);
  }

  /** What the QR code at the hall's entrance says today. */
  async entranceCode(): Promise<string> {
    const { hall } = this;
    return (await this.staff.call<{ entranceCode: string }>('desk', 'today', { hall })).entranceCode;
  }

  async callNext(): Promise<DeskEntry | undefined> {
    const { hall, window } = this;
    return (await this.staff.call<{ entry?: DeskEntry }>('desk', 'callNext', { hall, window })).entry;
  }

  async step(operation: 'recall' | 'start' | 'complete' | 'noShow', ticket: string): Promise<void> {
    await this.staff.call('desk', operation, { hall: this.hall, ticket });
  }

  /** Leaves the window, so that no other story finds it open. */
  async leave(): Promise<void> {
    const { hall, window } = this;
    await this.staff.call('desk', 'closeWindow', { hall, window });
  }
}
