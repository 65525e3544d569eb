import { View } from '@tarojs/components';
import { type PointerEvent, useRef, useState } from 'react';
import './index.h5.scss';
import { type Drawing, drawnPlaces, paperScale, scaleBar } from './drawing';
import type { PlaceMapProps } from './types';

export type { MapPin, PlaceMapProps } from './types';

const PAPER = { width: 360, height: 400 };
const ZOOM_STEP = 1.6;
/** A finger that moves less than this has tapped. */
const TAP_PIXELS = 6;

/** A plain drawn map: places where they are, a scale and the person. It needs no map service. */
export function PlaceMap(props: PlaceMapProps) {
  const { pins, focus, chosen, here, label, zoomIn, zoomOut, onChoose } = props;
  const [drawing, setDrawing] = useState<Drawing>({ zoom: 1, dx: 0, dy: 0 });
  const drag = useRef<{ x: number; y: number; moved: boolean } | null>(null);
  const places = drawnPlaces({ pins, focus, here }, PAPER, drawing);
  const bar = scaleBar(paperScale({ focus, here }, PAPER) * drawing.zoom);
  const zoom = (factor: number) => {
    setDrawing(({ zoom: old, dx, dy }) => ({ zoom: old * factor, dx: dx * factor, dy: dy * factor }));
  };
  const move = (event: PointerEvent) => {
    const { current } = drag;
    if (current === null) return;
    const x = event.clientX - current.x;
    const y = event.clientY - current.y;
    if (!current.moved && Math.hypot(x, y) < TAP_PIXELS) return;
    drag.current = { x: event.clientX, y: event.clientY, moved: true };
    setDrawing((old) => ({ ...old, dx: old.dx + x, dy: old.dy + y }));
  };
  return (
    <View className="place-map">
      <svg
        id="place-map"
        className="place-map__paper"
        viewBox={`0 0 ${PAPER.width} ${PAPER.height}`}
        onPointerDown={({ clientX, clientY }) => {
          drag.current = { x: clientX, y: clientY, moved: false };
        }}
        onPointerMove={move}
        onPointerUp={() => {
          drag.current = null;
        }}
        onPointerLeave={() => {
          drag.current = null;
        }}
      >
        <title>{label}</title>
        {places.pins.map(({ pin, x, y, rough }) => (
          <circle key={pin.id} cx={x} cy={y} r={rough} className="place-map__rough" />
        ))}
        {places.here === null ? null : (
          <g>
            <circle cx={places.here.x} cy={places.here.y} r={16} className="place-map__around" />
            <circle cx={places.here.x} cy={places.here.y} r={6} className="place-map__here" />
          </g>
        )}
        {places.pins.map(({ pin, x, y, nameAbove }) => (
          // biome-ignore lint/a11y/useSemanticElements: SVG has no button
          <g
            key={pin.id}
            id={`pin-${pin.id}`}
            role="button"
            tabIndex={0}
            aria-label={pin.label}
            className={`place-map__pin place-map__pin--${pin.kind} ${pin.id === chosen ? 'place-map__pin--chosen' : ''}`}
            onClick={() => onChoose(pin.id)}
            onKeyDown={({ key }) => {
              if (key === 'Enter') onChoose(pin.id);
            }}
          >
            <circle cx={x} cy={y} r={22} className="place-map__reach" />
            {pin.kind === 'dual-track' ? (
              <circle cx={x} cy={y} r={8} className="place-map__mark" />
            ) : (
              <rect x={x - 7} y={y - 7} width={14} height={14} className="place-map__mark" />
            )}
            <text x={x} y={nameAbove ? y - 13 : y + 22} textAnchor="middle" className="place-map__name">
              {pin.name}
            </text>
          </g>
        ))}
        <g className="place-map__scale">
          <path d={`M 14 ${PAPER.height - 22} v 6 h ${bar.pixels} v -6`} />
          <text x={18 + bar.pixels} y={PAPER.height - 15}>
            {bar.text}
          </text>
        </g>
      </svg>
      <View className="place-map__zoom">
        <View
          id="zoom-in"
          className="place-map__button"
          ariaRole="button"
          ariaLabel={zoomIn}
          onClick={() => zoom(ZOOM_STEP)}
        >
          +
        </View>
        <View
          id="zoom-out"
          className="place-map__button"
          ariaRole="button"
          ariaLabel={zoomOut}
          onClick={() => zoom(1 / ZOOM_STEP)}
        >
          −
        </View>
      </View>
    </View>
  );
}
