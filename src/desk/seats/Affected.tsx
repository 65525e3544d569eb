import { View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import { parseSlotId } from '../../../domain/availability/slotId';
import { formatMinute } from '../../../domain/calendar/hallTime';
import { Card } from '../../components/Card';
import { Notice } from '../../components/Notice';
import { formatDate } from '../../i18n/dates';
import type { Cut } from '../../stores/DeskCapacityStore';
import { useStores } from '../../stores/storeContext';
import { useDesk } from '../useDesk';

/** Whom the change touches, each with the seat that they are offered. */
export const Affected = observer(function Affected({ cut }: { cut: Cut }) {
  const { city, settings } = useStores();
  const { t } = useDesk();
  const { applied, affected } = cut;
  const heading = affected.length === 0 ? t('seats.nobody') : t('seats.affected', { count: affected.length });
  return (
    <View>
      <Notice
        id={applied ? 'applied' : 'affected'}
        kind={applied ? 'good' : affected.length === 0 ? 'info' : 'warn'}
      >
        {applied ? t(affected.length === 0 ? 'seats.appliedNobody' : 'seats.applied') : heading}
      </Notice>
      {affected.map(({ reservation, name, code, seats, slot, offer }) => {
        const offered = offer === undefined ? null : parseSlotId(offer);
        const time = formatMinute(parseSlotId(slot)?.startMinute ?? 0);
        return (
          <Card key={reservation} id={`affected-${code}`}>
            <View className="row row--spread">
              <View className="strong">{name}</View>
              <View className="hint">{code}</View>
            </View>
            <View className="hint">{t('seats.now', { time, seats })}</View>
            <View className={offered === null ? 'warn' : 'good'}>
              {offered === null
                ? t('seats.noOffer')
                : t('seats.offer', {
                    date: formatDate(settings.language, offered.date),
                    time: formatMinute(offered.startMinute),
                    hall: settings.pick(city.shortDistrict(offered.hall)),
                  })}
            </View>
          </Card>
        );
      })}
    </View>
  );
});
