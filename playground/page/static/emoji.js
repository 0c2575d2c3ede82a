// The emoji an answer about pictures is likely to use; any other is shown by its name.

const CHARACTERS = {
  "+1": "👍", "-1": "👎", art: "🎨", ballot_box_with_check: "☑️", bar_chart: "📊", bell: "🔔",
  bulb: "💡", bust_in_silhouette: "👤", busts_in_silhouette: "👥", camera: "📷", cat: "🐱",
  clipboard: "📋", compass: "🧭", cry: "😢", dog: "🐶", eye: "👁️", eyes: "👀", face_with_monocle: "🧐",
  file_folder: "📁", framed_picture: "🖼️", frame_with_picture: "🖼️", gear: "⚙️",
  globe_with_meridians: "🌐", grin: "😁", hammer_and_wrench: "🛠️", hash: "#️⃣", heart: "❤️",
  hourglass: "⌛", hourglass_flowing_sand: "⏳", information_source: "ℹ️", label: "🏷️", lock: "🔒",
  mag: "🔍", mag_right: "🔎", memo: "📝", no_entry: "⛔", no_entry_sign: "🚫", octagonal_sign: "🛑",
  package: "📦", page_facing_up: "📄", paperclip: "📎", pencil: "✏️", pencil2: "✏️",
  performing_arts: "🎭", question: "❓", rainbow: "🌈", raised_hands: "🙌", recycle: "♻️",
  robot_face: "🤖", round_pushpin: "📍", scissors: "✂️", slightly_smiling_face: "🙂", smile: "😄",
  smiley: "😃", sparkles: "✨", speech_balloon: "💬", spiral_note_pad: "🗒️", stopwatch: "⏱️",
  tada: "🎉", thinking_face: "🤔", thumbsdown: "👎", thumbsup: "👍", timer_clock: "⏲️",
  unlock: "🔓", warning: "⚠️", wastebasket: "🗑️", wave: "👋", white_check_mark: "✅", wrench: "🔧",
  x: "❌", zap: "⚡",
};

/** Return the character of an emoji's name, or the name between colons. */
export function emoji(name) {
  return CHARACTERS[name] ?? `:${name}:`;
}

/** Tell whether a name is known. */
export function isEmoji(name) {
  return Object.hasOwn(CHARACTERS, name);
}
