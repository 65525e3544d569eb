import { colleague } from '../support/Clerk';
import { journey } from '../support/journey';
import { employ } from '../support/staff';

/** Nearest for somebody in its district. */
const HALL = 'qiantang';
const KIOSK = 'qiantang-hall';
const OFFERED = `#option-kiosk-${KIOSK}`;
const NEAREST = 'pages/nearest/index?service=hkm-endorsement';

journey(
  'a kiosk is reported by a citizen, set out of service by staff, and offered no longer',
  async ({ open, account }) => {
    const clerk = await colleague(`${HALL}:clerk`);
    await clerk.call('desk', 'setKiosk', { hall: HALL, kiosk: KIOSK, inService: true });
    const phone = await open({ url: NEAREST });
    await phone.tap('#where');
    await phone.tap('#district-qiantang');
    await phone.tap('#trait-group');
    await phone.sees(OFFERED);

    // Two taps: to say that something is wrong, and what.
    const before = phone.taps;
    await phone.tap(`#report-${KIOSK}`);
    await phone.reads('#kiosk-state', '在用');
    await phone.tap('#kiosk-out');
    expect(phone.taps - before).toBe(2);
    await phone.reads(OFFERED, '有1人反映机器用不了');

    // Whoever works there sees the report on their own phone, and takes the kiosk out of service.
    await employ(await account(), HALL);
    await phone.returnToApp('desk/enter/index');
    await phone.tap('#enter-desk');
    await phone.tap('#go-kiosks');
    await phone.reads(`#reported-${KIOSK}`, '1位市民');
    await phone.tap(`#out-${KIOSK}`);
    await phone.confirm();
    await phone.reads(`#state-${KIOSK}`, '已停用');
    await phone.seesNo(`#reported-${KIOSK}`);

    await phone.returnToApp(NEAREST);
    await phone.sees('[id^="option-"]');
    await phone.seesNo(OFFERED);
    await phone.returnToApp('pages/halls/index');
    await phone.reads(`#kiosk-${KIOSK}`, '停用');

    await phone.returnToApp('desk/kiosks/index');
    await phone.tap(`#in-${KIOSK}`);
    await phone.reads(`#state-${KIOSK}`, '在用');
  },
);
