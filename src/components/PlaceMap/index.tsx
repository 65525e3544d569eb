import { Map as NativeMap, View } from '@tarojs/components';
import './index.scss';
import type { MapPin, PlaceMapProps } from './types';

export type { MapPin, PlaceMapProps } from './types';

/** The phone's own map with a pin for each place. */
export function PlaceMap({ pins, focus, chosen, here, label, onChoose }: PlaceMapProps) {
  const [first] = focus;
  const centre = here ?? first;
  if (centre === undefined) return null;
  const choose = (event: { detail?: object; markerId?: unknown }) => {
    // Alipay says it beside the detail, WeChat inside.
    const { markerId = event.markerId } = (event.detail ?? {}) as { markerId?: unknown };
    const pin = pins[Number(markerId)];
    if (pin !== undefined) onChoose(pin.id);
  };
  return (
    <View className="place-map" ariaLabel={label}>
      <NativeMap
        id="place-map"
        className="place-map__map"
        longitude={centre.longitude}
        latitude={centre.latitude}
        includePoints={focus.map(({ longitude, latitude }) => ({ longitude, latitude }))}
        markers={pins.map((pin, index) => toMarker(pin, index, pin.id === chosen))}
        onMarkerTap={choose}
        onError={() => undefined}
      />
    </View>
  );
}

function toMarker({ longitude, latitude, name, kind }: MapPin, id: number, chosen: boolean) {
  const side = chosen ? 44 : 32;
  return {
    id,
    longitude,
    latitude,
    iconPath: `/assets/pins/${kind}.png`,
    width: side,
    height: side,
    label: {
      content: name,
      color: '#15202e',
      fontSize: chosen ? 15 : 12,
      anchorX: 0,
      anchorY: 0,
      borderWidth: 0,
      borderColor: '#ffffff',
      borderRadius: 4,
      bgColor: '#ffffff',
      padding: 3,
      textAlign: 'center' as const,
    },
  };
}
