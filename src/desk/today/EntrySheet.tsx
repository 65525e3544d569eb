import { Text, View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import type { DeskEntry } from '../../../contract/desk';
import { type GreenReason, greenReasons } from '../../../domain/queue/greenChannel';
import { Button } from '../../components/Button';
import { Sheet } from '../../components/Sheet';
import { formatDate } from '../../i18n/dates';
import { sayError } from '../../screen/asking';
import { useStores } from '../../stores/storeContext';
import { serviceName } from '../entryText';
import { Options } from '../Options';
import { useDesk } from '../useDesk';
import { CorrectAcceptance } from './CorrectAcceptance';

export interface EntrySheetProps {
  readonly entry: DeskEntry;
  readonly onClose: () => void;
}

/** Everything about somebody of today; who has not checked in can be, with the reason for the green channel. */
export const EntrySheet = observer(function EntrySheet({ entry, onClose }: EntrySheetProps) {
  const { settings } = useStores();
  const { desk, t } = useDesk();
  const [green, setGreen] = useState<GreenReason>();
  const { reservation, number, code, start, status } = entry;
  const comes = status === 'booked' && reservation !== undefined;
  const checkIn = async () => {
    if (reservation === undefined) return;
    try {
      await desk.today.checkIn({ reservation }, green);
      onClose();
    } catch (error) {
      sayError(settings, error);
    }
  };
  return (
    <Sheet
      title={`${number ?? start ?? ''} ${t(`status.${status}`)}`}
      closeLabel={settings.t('common.close')}
      onClose={onClose}
    >
      <View className="hint">
        {t(`lane.${entry.lane}`)}
        {start === undefined ? '' : ` ${start}`}
        {code === undefined ? '' : ` · ${t('today.code')} ${code}`}
        {entry.forWindow === undefined ? '' : ` · ${t('today.forWindow', { window: entry.forWindow })}`}
      </View>
      <People entry={entry} />
      {status === 'served' && entry.ticket !== undefined ? (
        <CorrectAcceptance entry={entry} ticket={entry.ticket} onDone={onClose} />
      ) : null}
      {comes ? (
        <View>
          <Options
            label={t('green.title')}
            name="green"
            options={greenReasons
              .filter((reason) => reason !== 'elder')
              .map((value) => ({ value, text: t(`green.${value}`) }))}
            chosen={green === undefined ? [] : [green]}
            onPress={(reason) => setGreen(reason === green ? undefined : reason)}
          />
          <View className="desk-bar__main">
            <Button id="check-in" disabled={desk.today.busy} onPress={() => void checkIn()}>
              {t('today.checkIn')}
            </Button>
          </View>
        </View>
      ) : null}
    </Sheet>
  );
});

const People = observer(function People({ entry }: { entry: DeskEntry }) {
  const { city, settings } = useStores();
  const { t } = useDesk();
  return (
    <View>
      {entry.people.map(({ position, name, documentNumber, services }) => (
        <View key={position} className="today__person">
          <View className="row row--spread">
            <Text className="strong">{name}</Text>
            <Text className="hint">{documentNumber.slice(-6)}</Text>
          </View>
          {services.map(({ service, promisedOn }) => (
            <View key={service} className="row row--spread">
              <Text>{serviceName(city, settings, service)}</Text>
              {promisedOn === undefined ? null : (
                <Text className="good">
                  {t('window.ready', { date: formatDate(settings.language, promisedOn) })}
                </Text>
              )}
            </View>
          ))}
        </View>
      ))}
    </View>
  );
});
