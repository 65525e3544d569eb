import type { Ticket } from '../../contract/tickets';
import { aTicket } from '../../tests/support/tickets';
import { ticketSentence, waitingSentence } from './ticketSentence';
import { translate } from './translate';

const said = (changes: Partial<Ticket>) =>
  ticketSentence((key, ...[values]) => translate('zh-CN', key, values), aTicket(changes));
const waits = (changes: Partial<Ticket>) =>
  waitingSentence((key, ...[values]) => translate('zh-CN', key, values), aTicket(changes));

it.each<[Partial<Ticket>, string]>([
  [{ ahead: 5 }, '前面还有5人'],
  [{ ahead: 2, comeNow: true }, '快到您了，请到窗口前等候'],
  [{ ahead: 0 }, '前面没有人了，请留意叫号'],
  [{ status: 'called', window: 3 }, '请到3号窗口'],
  [{ status: 'called', window: 3, calledAgain: true }, '再叫您一次：请到3号窗口'],
  [{ status: 'serving', window: 3 }, '正在3号窗口办理'],
  [{ status: 'served' }, '已办完'],
])('says what to do now: %j', (changes, sentence) => {
  expect(said(changes)).toBe(sentence);
});

it('says the wait as a range and as times of day, and never a time when nobody calls', () => {
  expect(waits({ wait: { from: 20, to: 30 } })).toBe('约20–30分钟后叫到您（09:20–09:30）');
  expect(waits({ wait: undefined })).toBe('目前没有窗口叫号，暂无法估计等候时间');
  expect(waits({ status: 'called' })).toBeUndefined();
});
