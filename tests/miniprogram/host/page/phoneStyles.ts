/** The phone's own look: its frame, and its built-in components before an app styles them. */
export const phoneStyles = `
:root { --rpx: calc(100vw / 750); --vh: 1vh; font-family: "Noto Sans CJK SC", sans-serif; }
html, body { margin: 0; height: 100%; overflow: hidden; user-select: none; }
body { display: flex; flex-direction: column; position: relative; font-size: 16px; background: #fff; }
[hidden] { display: none !important; }
.phone-bar { flex: none; height: 44px; padding: 24px 8px 0; display: flex; align-items: center; }
.phone-bar button { border: none; background: none; color: inherit; font-size: 26px; width: 44px; height: 44px; }
.phone-title { flex: 1; font-size: 17px; font-weight: 600; padding-left: 8px; white-space: nowrap; overflow: hidden; }
.phone-pages { flex: 1; position: relative; overflow: hidden; }
.phone-tabs { flex: none; height: 54px; display: flex; border-top: 1px solid #0002; }
.phone-tabs button { flex: 1; border: none; background: none; position: relative; color: var(--tab-color);
  display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 2px; }
.phone-tabs .phone-tab-chosen { color: var(--tab-chosen); }
.phone-tab-icon { width: 26px; height: 26px; }
.phone-tab-icon-chosen, .phone-tab-chosen .phone-tab-icon { display: none; }
.phone-tab-chosen .phone-tab-icon-chosen { display: block; }
.phone-tab-text { font-size: 11px; }
.phone-tab-badge:not(:empty) { position: absolute; top: 2px; right: 28%; background: #fa5151; color: #fff;
  border-radius: 9px; font-size: 11px; padding: 0 5px; }
.phone-overlay { position: absolute; inset: 0; pointer-events: none; z-index: 10; }
.phone-overlay > * { pointer-events: auto; }
.phone-shade { position: absolute; inset: 0; background: #0008; display: flex; align-items: center;
  justify-content: center; }
.phone-modal { width: 300px; background: #fff; border-radius: 12px; text-align: center; color: #000; }
.phone-modal h2 { font-size: 17px; margin: 20px 20px 0; }
.phone-modal p { margin: 24px 20px; color: #444; white-space: pre-wrap; }
.phone-row { display: flex; border-top: 1px solid #0001; }
.phone-row button, .phone-sheet > button { flex: 1; height: 52px; border: none; background: none; font-size: 17px; }
#modal-confirm, #picker-confirm { color: #576b95; font-weight: 600; }
.phone-sheet { position: absolute; left: 0; right: 0; bottom: 0; max-height: 60%; overflow: auto; background: #fff;
  color: #000; border-radius: 12px 12px 0 0; display: flex; flex-direction: column; }
.phone-columns { display: flex; }
.phone-column { flex: 1; display: flex; flex-direction: column; }
.phone-column button { min-height: 44px; border: none; background: none; font-size: 16px; color: #888; }
.phone-column button[aria-selected="true"] { color: #000; background: #0001; }
.phone-toast { position: absolute; left: 50%; top: 45%; transform: translate(-50%, -50%); max-width: 70%;
  background: #000c; color: #fff; padding: 12px 20px; border-radius: 8px; pointer-events: none; }
mp-page { position: absolute; inset: 0; overflow: hidden; transform: translateZ(0); }
mp-page:not(.phone-top) { visibility: hidden; }
mp-page:not(.phone-top) * { visibility: hidden; }
.phone-scroll { position: absolute; inset: 0; overflow: auto; }
app-page-root, wx-view, wx-form, wx-swiper, wx-picker, wx-scroll-view, wx-navigator, wx-map, wx-rich-text,
wx-progress { display: block; }
wx-scroll-view { overflow: auto; }
wx-swiper { overflow: hidden; position: relative; height: 150px; }
wx-swiper-item { display: block; position: absolute; inset: 0; }
wx-text, wx-label, wx-radio-group, wx-checkbox-group { display: inline; }
wx-image { display: inline-block; overflow: hidden; width: 320px; height: 240px; }
wx-image > img { width: 100%; height: 100%; display: block; }
wx-button { display: block; position: relative; margin: 0 auto; padding: 0 14px; box-sizing: border-box;
  font-size: 18px; line-height: 2.55555556; text-align: center; border-radius: 5px; background: #f8f8f8; color: #000; }
wx-button::after { content: ""; position: absolute; inset: 0; border: 1px solid #0003; border-radius: 5px; }
wx-input, wx-textarea { display: block; position: relative; overflow: hidden; height: 1.4em; }
wx-textarea { width: 300px; height: 150px; }
wx-input > input, wx-textarea > textarea { position: absolute; inset: 0; width: 100%; height: 100%; padding: inherit;
  box-sizing: border-box; border: none; outline: none; background: none; font: inherit; color: inherit; resize: none; }
.phone-placeholder { position: absolute; inset: 0; padding: inherit; display: flex; align-items: center;
  color: #888; pointer-events: none; white-space: nowrap; }
wx-textarea .phone-placeholder { align-items: flex-start; white-space: normal; }
wx-switch { display: inline-block; width: 52px; height: 32px; border-radius: 16px; background: #dfdfdf; }
wx-switch.phone-on { background: #07c160; }
wx-checkbox::before, wx-radio::before { content: ""; display: inline-block; width: 20px; height: 20px; border-radius: 3px;
  border: 1px solid #d1d1d1; vertical-align: middle; margin-right: 5px; text-align: center; line-height: 20px; }
wx-radio::before { border-radius: 50%; }
wx-checkbox.phone-on::before, wx-radio.phone-on::before { content: "✓"; color: #07c160; }
wx-map { position: relative; width: 300px; height: 150px; background: #e6ece6; }
.phone-pin { position: absolute; width: 16px; height: 16px; border-radius: 50% 50% 50% 0; background: #c33;
  transform: translate(-50%, 0) rotate(-45deg); }
wx-progress::before { content: ""; display: block; height: 6px; width: var(--percent); background: #09bb07; }
`;
