import { Text, View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import { Button } from '../components/Button';
import { Chip } from '../components/Chip';
import { Choice } from '../components/Choice';
import { Notice } from '../components/Notice';
import { Sheet } from '../components/Sheet';
import { useStores } from '../stores/storeContext';
import './Where.scss';

export interface WhereProps {
  /** The person said where they are. */
  readonly onChange: () => void;
}

/** Where the person starts from. Nobody is asked before they tap, and then they read why. */
export const Where = observer(function Where({ onChange }: WhereProps) {
  const { city, place, settings } = useStores();
  const { t, pick } = settings;
  const value = place.byPhone
    ? t('where.here')
    : place.district === undefined
      ? t('where.unknown')
      : pick(city.district(place.district));
  return (
    <View>
      <Choice id="where" label={t('where.label')} value={value} onPress={() => place.open()} />
      {place.asking ? <WhereSheet onChange={onChange} /> : null}
    </View>
  );
});

const WhereSheet = observer(function WhereSheet({ onChange }: WhereProps) {
  const { city, place, platform, settings } = useStores();
  const { t, pick } = settings;
  const found = async (asking: Promise<boolean>) => {
    if (await asking) onChange();
  };
  return (
    <Sheet title={t('where.title')} closeLabel={t('common.close')} onClose={() => place.close()}>
      <View className="where__why hint">{t('where.why')}</View>
      {place.trouble === undefined ? null : (
        <Notice kind="warn" id="where-trouble">
          {t(`where.${place.trouble}`, { city: pick(city.city.value?.city.name ?? { zh: '', en: '' }) })}
        </Notice>
      )}
      <Button id="where-locate" disabled={place.busy} onPress={() => void found(place.locate())}>
        {t(place.busy ? 'where.busy' : 'where.use')}
      </Button>
      {platform.canChoosePlace ? (
        <View className="where__choose">
          <Button id="where-choose" kind="plain" onPress={() => void found(place.choosePlace())}>
            {t('where.choosePlace')}
          </Button>
        </View>
      ) : null}
      <View className="section">
        <Text>{t('where.orDistrict')}</Text>
      </View>
      <View className="wrap where__districts">
        {(city.city.value?.halls ?? []).map(({ hall, district }) => (
          <Chip
            key={hall}
            id={`district-${hall}`}
            text={pick(district)}
            chosen={place.district === hall}
            onPress={() => {
              place.chooseDistrict(hall);
              onChange();
            }}
          />
        ))}
      </View>
    </Sheet>
  );
});
