import { aPhone } from '../../tests/support/phone';
import { type Message, MessagesStore } from './MessagesStore';

const message = (at: string): Message => ({
  id: `01900000-0000-7000-8000-0000000000${at.slice(11, 13)}`,
  at,
  kind: 'reservation.booked',
  subject: 'reservation:1',
  title: { zh: '预约成功', en: 'Visit booked' },
  text: { zh: '', en: '' },
  page: 'pages/home/index',
  sent: false,
});

function reader(...told: string[]) {
  const phone = aPhone();
  phone.answers.set('messages.listMine', () => ({ messages: told.map(message) }));
  return { phone, told, messages: phone.stores.part(MessagesStore) };
}

describe('messages', () => {
  it('count as new until the list was opened, and stay marked while it is read', async () => {
    const { messages, told } = reader('2026-11-23T01:00:00.000Z', '2026-11-22T01:00:00.000Z');
    await messages.load();
    expect(messages.unread).toBe(2);

    await messages.open();
    expect(messages.unread).toBe(0);
    expect(messages.list.map((each) => messages.isNew(each))).toEqual([true, true]);

    told.unshift('2026-11-23T02:00:00.000Z');
    await messages.load();
    expect(messages.unread).toBe(1);
    await messages.open();
    expect(messages.list.map((each) => messages.isNew(each))).toEqual([true, false, false]);
  });

  it('that were seen stay seen when the app is opened again, and leave with the person', async () => {
    const { phone, messages } = reader('2026-11-23T01:00:00.000Z');
    await messages.open();

    const again = new MessagesStore(phone.stores);
    expect(again.list).toHaveLength(1);
    expect(again.unread).toBe(0);

    phone.stores.endHere();
    expect([...phone.storage.keys()].filter((key) => key.startsWith('messages'))).toEqual([]);
    expect(messages.list).toEqual([]);
  });

  it('are not counted as seen when they could not be loaded', async () => {
    const { phone, messages } = reader('2026-11-23T01:00:00.000Z');
    await messages.load();
    phone.answers.delete('messages.listMine');

    await messages.open();

    expect(messages.unread).toBe(1);
  });
});
