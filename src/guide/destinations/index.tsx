import { Text, View } from '@tarojs/components';
import { useDidShow, useShareAppMessage } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Chip } from '../../components/Chip';
import { Notice } from '../../components/Notice';
import { Loaded } from '../../screen/Loaded';
import { go, pathOf } from '../../screen/navigation';
import { Screen } from '../../screen/Screen';
import { usePhrases } from '../../screen/usePhrases';
import { type Destinations, GuideStore } from '../../stores/GuideStore';
import { useStores } from '../../stores/storeContext';
import { guidePhrases } from '../phrases';
import './index.scss';

/** Someone plans a journey: what to check before applying, by where they want to go. */
export default observer(function DestinationsPage() {
  const stores = useStores();
  const { city, settings } = stores;
  const guide = stores.part(GuideStore);
  const t = usePhrases(guidePhrases);
  const load = () => Promise.all([city.ensure(), guide.loadDestinations()]);
  useDidShow(() => {
    void load();
  });
  useShareAppMessage(() => ({ title: t('destinations.share'), path: pathOf('destinations') }));
  return (
    <Screen title={{ words: t('destinations.title') }}>
      <Loaded of={guide.destinations} onRetry={() => void load()} lines={5}>
        {({ destinations, reminders }) => (
          <View>
            <Notice id="reminders" kind="warn">
              <View className="strong">{t('destinations.check')}</View>
              {reminders.map((reminder) => (
                <View key={reminder.zh}>· {settings.pick(reminder)}</View>
              ))}
            </Notice>
            <ByDestination destinations={destinations} />
          </View>
        )}
      </Loaded>
      <Button id="go-guide" kind="plain" onPress={() => go('guide')}>
        {t('service.need')}
      </Button>
    </Screen>
  );
});

const ByDestination = observer(function ByDestination({ destinations }: Pick<Destinations, 'destinations'>) {
  const { city, settings } = useStores();
  const { pick } = settings;
  const t = usePhrases(guidePhrases);
  const [chosen, choose] = useState(destinations[0]?.id);
  const shown = destinations.find(({ id }) => id === chosen) ?? destinations[0];
  if (shown === undefined) return null;
  return (
    <View>
      <View className="section">
        <Text>{t('destinations.where')}</Text>
      </View>
      <View className="wrap">
        {destinations.map(({ id, name }) => (
          <Chip
            key={id}
            id={`to-${id}`}
            text={pick(name)}
            chosen={id === shown.id}
            onPress={() => choose(id)}
          />
        ))}
      </View>
      <View className="section">
        <Text>{t('destinations.know')}</Text>
      </View>
      <Card id="facts">
        {shown.facts.map((fact) => (
          <View key={fact.zh} className="destinations__fact">
            · {pick(fact)}
          </View>
        ))}
      </Card>
      <View className="section">
        <Text>{t('destinations.needed')}</Text>
      </View>
      {shown.services.map((service) => {
        const name = pick(city.service(service)?.name ?? { zh: service, en: service });
        return (
          <Card key={service} id={`needs-${service}`} label={name} onPress={() => go('service', { service })}>
            <View className="row row--spread">
              <Text className="strong grow">{name}</Text>
              <Text className="hint">{t('service.title')} ›</Text>
            </View>
          </Card>
        );
      })}
    </View>
  );
});
