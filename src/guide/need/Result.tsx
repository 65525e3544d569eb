import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import type { ReactNode } from 'react';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Notice } from '../../components/Notice';
import { say } from '../../screen/asking';
import { Material } from '../../screen/Material';
import { go } from '../../screen/navigation';
import { usePhrases } from '../../screen/usePhrases';
import { type GuideAnswer, GuideStore } from '../../stores/GuideStore';
import type { Trait } from '../../stores/NearestStore';
import { useStores } from '../../stores/storeContext';
import { guidePhrases } from '../phrases';
import { Lanes } from './Lanes';

interface Answered {
  readonly answer: GuideAnswer;
}

/** The way, after the lanes that cannot wait for it; then what to check, the other lanes, and what to pay and bring. */
export const Result = observer(function Result({ answer }: Answered) {
  const { settings } = useStores();
  const t = usePhrases(guidePhrases);
  const { pick } = settings;
  const { way, service, fees, materials, inPerson, notes, reminders, lanes } = answer;
  const visits = lanes.length > 0;
  return (
    <View>
      <Lanes answer={answer} beforeWay />
      <Card>
        <View id="way" className={`need__way need__way--${way.kind}`} ariaRole="heading">
          {pick(way.title)}
        </View>
        <View>{pick(way.text)}</View>
        <View className="need__on">
          <WayOn answer={answer} />
        </View>
      </Card>
      {notes.map((note) => (
        <Notice key={note.zh} kind="warn">
          {pick(note)}
        </Notice>
      ))}
      <Notice id="reminders">
        <View className="strong">{t('need.check')}</View>
        {reminders.map((reminder) => (
          <View key={reminder.zh}>· {pick(reminder)}</View>
        ))}
        <Text id="go-destinations" className="link" ariaRole="button" onClick={() => go('destinations')}>
          {t('need.destinations')} ›
        </Text>
      </Notice>
      <Lanes answer={answer} beforeWay={false} />
      {fees.length === 0 ? null : (
        <Part title={t('need.fees')}>
          {fees.map(({ item, yuan }) => (
            <View key={item.zh} className="row row--spread need__fee">
              <Text className="grow">{pick(item)}</Text>
              <Text className="strong">{t('need.yuan', { yuan })}</Text>
            </View>
          ))}
        </Part>
      )}
      {visits ? (
        <View>
          <Part title={t(way.kind === 'kiosk' || way.kind === 'online' ? 'need.bringHall' : 'need.bring')}>
            {materials.map(({ item, when }) => (
              <Material key={`${when?.zh} ${item.zh}`} item={item} when={when} />
            ))}
          </Part>
          {inPerson === undefined ? null : (
            <Part title={t('need.who')}>
              <View id="in-person">{pick(inPerson)}</View>
            </Part>
          )}
        </View>
      ) : null}
      {service === undefined ? null : (
        <Button id="go-service" kind="plain" onPress={() => go('service', { service })}>
          {t('need.all')}
        </Button>
      )}
    </View>
  );
});

interface PartProps {
  readonly title: string;
  readonly children: ReactNode;
}

function Part({ title, children }: PartProps) {
  return (
    <View>
      <View className="section">
        <Text>{title}</Text>
      </View>
      <Card>{children}</Card>
    </View>
  );
}

/** The button that goes on, where it does not depend on a lane. */
const WayOn = observer(function WayOn({ answer }: Answered) {
  const stores = useStores();
  const guide = stores.part(GuideStore);
  const t = usePhrases(guidePhrases);
  const hotline = stores.city.city.value?.city.hotline ?? '12367';
  const { way, service } = answer;
  switch (way.kind) {
    case 'kiosk': {
      const trait = kioskTraits[guide.answers.endorsement ?? ''];
      return (
        <Button id="go-kiosk" onPress={() => go('nearest', { service, trait, booking: 'none' })}>
          {t('need.kiosk')}
        </Button>
      );
    }
    case 'online':
      return <Online address={way.address} />;
    case 'ask':
    case 'elsewhere':
      return (
        <Button id="call-hotline" onPress={() => void Taro.makePhoneCall({ phoneNumber: hotline })}>
          {t('need.call', { hotline })}
        </Button>
      );
    default:
      return null;
  }
});

/** What a person with this endorsement says of themselves where kiosks are looked for. */
const kioskTraits: Readonly<Record<string, Trait>> = {
  group: 'group',
  individual: 'visit',
  'business-multi': 'business',
};

const Online = observer(function Online({ address }: { readonly address: string | undefined }) {
  const t = usePhrases(guidePhrases);
  if (address === undefined) return null;
  const copy = async () => {
    try {
      await Taro.setClipboardData({ data: `https://${address}` });
      say(t('need.copied'));
    } catch {
      // Not allowed by the person: the address is on the button.
    }
  };
  return (
    <Button id="copy-address" onPress={() => void copy()}>
      {t('need.copy', { address })}
    </Button>
  );
});
