import { Text, View } from '@tarojs/components';
import { observer } from 'mobx-react-lite';
import { Button } from '../components/Button';
import type { Hall } from '../stores/CityStore';
import { useStores } from '../stores/storeContext';
import { say } from './asking';

export interface WayToProps {
  /** Behind `way-` or `search-` in the id; alone on its page it is `way` or `search`. */
  readonly id?: string;
  readonly hall: Hall;
  readonly asLink?: boolean;
  /** False where the page itself says whom to ask for the address. */
  readonly hint?: boolean;
}

/**
 * The way to a hall: a route where its position is verified, and a search for its name in the phone's map app where it
 * is not, because a pin at a guessed place sends people to the wrong door. The only place that opens a map at a hall.
 */
export const WayTo = observer(function WayTo({ id, hall, asLink = false, hint = true }: WayToProps) {
  const { city, platform, settings } = useStores();
  const { t, pick } = settings;
  const name = pick(hall.name);
  const { position } = hall;
  const hotline = city.city.value?.city.hotline ?? hall.phone;
  const search = async () => {
    const done = await platform.searchMap({ name: hall.name.zh, city: city.city.value?.city.name.zh ?? '' });
    if (done !== 'opened')
      say(t(done === 'copied' ? 'place.copied' : 'place.searchFailed', { name: hall.name.zh }));
  };
  const suffix = id === undefined ? '' : `-${id}`;
  const action =
    position === undefined
      ? { id: `search${suffix}`, words: t('place.search'), press: () => void search() }
      : {
          id: `way${suffix}`,
          words: t('reservation.way'),
          press: () => platform.openLocation({ name, address: pick(hall.address), ...position }),
        };
  return (
    <View className={asLink ? 'grow' : ''}>
      {asLink ? (
        <Text id={action.id} className="link" ariaRole="button" onClick={action.press}>
          {action.words}
        </Text>
      ) : (
        <Button id={action.id} kind="plain" onPress={action.press}>
          {action.words}
        </Button>
      )}
      {!hint || position !== undefined || hall.addressVerified ? null : (
        <View className="hint">{t('place.ask', { hotline })}</View>
      )}
    </View>
  );
});
