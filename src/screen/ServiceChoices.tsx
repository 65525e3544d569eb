import { Picker } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import { Choice } from '../components/Choice';
import { useStores } from '../stores/storeContext';

/** What the person needs and how many come: one tap each. */
export const ServiceChoices = observer(function ServiceChoices({ onChange }: { onChange: () => void }) {
  const { city, search, settings } = useStores();
  const { t, pick } = settings;
  const offered = city.services;
  const chosen = offered.findIndex(({ service }) => service === search.service);
  const sizes = Array.from({ length: city.city.value?.rules.partyMax ?? 5 }, (_, index) => index + 1);
  const people = sizes.map((count) => t('common.people', { count }));
  return (
    <>
      <Picker
        mode="selector"
        range={offered.map(({ shortName }) => pick(shortName))}
        value={Math.max(0, chosen)}
        onChange={({ detail }) => {
          const facts = offered[Number(detail.value)];
          if (facts === undefined) return;
          search.chooseService(facts.service);
          onChange();
        }}
      >
        <Choice
          id="choose-service"
          label={t('home.what')}
          value={pick(city.service(search.service)?.shortName ?? { zh: '', en: '' })}
        />
      </Picker>
      <Picker
        mode="selector"
        range={people}
        value={search.partySize - 1}
        onChange={({ detail }) => {
          search.choosePartySize(Number(detail.value) + 1);
          onChange();
        }}
      >
        <Choice id="choose-party" label={t('slots.party')} value={people[search.partySize - 1] ?? ''} />
      </Picker>
    </>
  );
});
