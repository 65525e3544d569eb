import { Text, View } from '@tarojs/components';
import { useDidShow, useLoad, useRouter, useShareAppMessage } from '@tarojs/taro';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import { timeLimitOf } from '../../../domain/calendar/promisedDate';
import { type Service, services } from '../../../domain/service';
import { Button } from '../../components/Button';
import { Card } from '../../components/Card';
import { Chip } from '../../components/Chip';
import { Loaded } from '../../screen/Loaded';
import { Material } from '../../screen/Material';
import { go, parameter, pathOf } from '../../screen/navigation';
import { Screen } from '../../screen/Screen';
import { usePhrases } from '../../screen/usePhrases';
import type { ServiceFacts } from '../../stores/CityStore';
import { useStores } from '../../stores/storeContext';
import { guidePhrases } from '../phrases';
import './index.scss';

/** Someone wants to know what to bring, what it costs and how long it takes. */
export default observer(function ServicePage() {
  const { city, search, settings } = useStores();
  const t = usePhrases(guidePhrases);
  const { params } = useRouter();
  const [chosen, choose] = useState<Service>(search.service);
  const { pick } = settings;

  useLoad(() => {
    const asked = services.find((code) => code === parameter(params, 'service'));
    if (asked !== undefined) choose(asked);
  });
  useDidShow(() => {
    void city.load();
  });
  const name = city.service(chosen)?.name;
  useShareAppMessage(() => ({
    title: name === undefined ? t('service.title') : t('service.share', { service: pick(name) }),
    path: pathOf('service', { service: chosen }),
  }));

  return (
    <Screen title={{ words: t('service.title') }}>
      <Loaded of={city.city} onRetry={() => void city.load()} lines={6}>
        {({ services: offered }) => {
          const facts = offered.find(({ service }) => service === chosen);
          return (
            <View>
              <View className="section">
                <Text>{t('service.which')}</Text>
              </View>
              <View className="wrap">
                {offered.map(({ service, shortName }) => (
                  <Chip
                    key={service}
                    id={`facts-${service}`}
                    text={pick(shortName)}
                    chosen={service === chosen}
                    onPress={() => choose(service)}
                  />
                ))}
              </View>
              {facts === undefined ? null : <Facts facts={facts} />}
              <View className="service__ways">
                <Button id="go-book" onPress={() => go('slots', { service: chosen })}>
                  {t('service.book')}
                </Button>
                <Button id="go-guide" kind="plain" onPress={() => go('guide')}>
                  {t('service.need')}
                </Button>
              </View>
            </View>
          );
        }}
      </Loaded>
    </Screen>
  );
});

interface FactsProps {
  readonly facts: ServiceFacts;
}

const Facts = observer(function Facts({ facts }: FactsProps) {
  const { pick } = useStores().settings;
  const t = usePhrases(guidePhrases);
  const { materials, inPerson, fees } = facts;
  const everyone = materials.filter(({ when }) => when === undefined);
  const some = materials.filter(({ when }) => when !== undefined);
  return (
    <View>
      <View className="section">
        <Text>{t('need.bring')}</Text>
      </View>
      <Card id="papers">
        <View className="strong">{t('service.everyone')}</View>
        {everyone.map(({ item }) => (
          <Material key={item.zh} item={item} />
        ))}
        {some.length === 0 ? null : <View className="strong service__some">{t('service.some')}</View>}
        {some.map(({ item, when }) => (
          <Material key={`${when?.zh} ${item.zh}`} item={item} when={when} />
        ))}
      </Card>
      <View className="section">
        <Text>{t('need.who')}</Text>
      </View>
      <Card>{pick(inPerson)}</Card>
      <View className="section">
        <Text>{t('need.fees')}</Text>
      </View>
      <Card id="fees">
        {fees.map(({ item, yuan }) => (
          <View key={item.zh} className="row row--spread service__line">
            <Text className="grow">{pick(item)}</Text>
            <Text className="strong">{t('need.yuan', { yuan })}</Text>
          </View>
        ))}
        <View className="hint">{t('service.free')}</View>
      </Card>
      <Limits facts={facts} />
    </View>
  );
});

const Limits = observer(function Limits({ facts: { service, timeLimits } }: FactsProps) {
  const t = usePhrases(guidePhrases);
  const fast = timeLimitOf({ service, residence: 'in-province', lane: 'urgent' });
  const shortens = timeLimits.some(({ days, unit }) => days !== fast.days || unit !== fast.unit);
  return (
    <View>
      <View className="section">
        <Text>{t('service.limits')}</Text>
      </View>
      <Card id="limits">
        {timeLimits.map(({ residence, days, unit }) => (
          <View key={residence} className="row row--spread service__line">
            <Text className="grow">{t(`service.${residence}`)}</Text>
            <Text className="strong">
              {t(unit === 'working-days' ? 'need.workingDays' : 'need.calendarDays', { days })}
            </Text>
          </View>
        ))}
        {shortens && fast.unit === 'working-days' ? (
          <View className="service__line">{t('service.fast', { days: fast.days })}</View>
        ) : null}
        <View className="hint">{t('service.counted')}</View>
      </Card>
    </View>
  );
});
