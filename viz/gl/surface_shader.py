"""The loss surface's shaders: light and colour at its vertices, lines on it in its pixels.

They are compiled for each case with what it needs: `CUT` where walls are cut off, `BOX` with the lesson's
box outlined, `TONE` with colours of their own, `OVER` with an overlay, `LEVELS` (their greatest number) with
contour lines at given heights instead of even ones.
"""

VERTEX = """
ATTRIBUTE vec2 a_xy;
ATTRIBUTE float a_z, a_left, a_right, a_down, a_up;
#ifdef TONE
ATTRIBUTE float a_tone;     // place in the colour map
#endif
uniform mat4 u_matrix;
uniform vec2 u_cell;
uniform vec4 u_eye;         // direction to the eye at the centre, strength of the perspective
uniform vec3 u_light;
uniform float u_relief;     // strength of light and shade
uniform vec2 u_height;      // lowest z of the colours, colours per box unit
uniform vec3 u_lines;       // place of one line in x, y and z ...
uniform vec3 u_density;     // ... and lines per box unit
VARYING vec3 v_at;          // the point, counted in lines
VARYING vec4 v_tone;        // place in the colour map, light from above, shine, light from below

float shade(vec3 normal) {
    float wrap = 0.5 + 0.5 * dot(normal, u_light);
    return 1.0 + u_relief * (0.54 * wrap * wrap - 0.43);
}

void main() {
    vec3 point = vec3(a_xy, a_z);
    vec2 slope = 0.5 * vec2(a_right - a_left, a_up - a_down) / u_cell;
    vec3 normal = normalize(vec3(-slope, 1.0));
    vec3 halfway = normalize(u_light + normalize(u_eye.xyz - u_eye.w * point));
    float gloss = max(dot(normal, halfway), 0.0);
    gloss *= gloss; gloss *= gloss; gloss *= gloss; gloss *= gloss;
#ifdef TONE
    v_tone.x = a_tone;
#else
    v_tone.x = (a_z - u_height.x) * u_height.y;
#endif
    v_tone.yzw = vec3(shade(normal), 0.05 * u_relief * gloss, 0.8 * shade(-normal));
    v_at = (point - u_lines) * u_density;
    gl_Position = u_matrix * vec4(point, 1.0);
}
"""

FRAGMENT_SHADER = """
VARYING vec3 v_at;
VARYING vec4 v_tone;
uniform sampler2D u_map;
uniform vec3 u_mist;        // the background: the underside fades towards it
uniform vec4 u_line;        // colour and strength of contour lines
uniform float u_grid_alpha;
uniform float u_top;        // nothing is drawn above; counted in contour lines
uniform vec4 u_rim;         // colour and strength of the rim where the surface is cut off
uniform vec4 u_box;         // the lesson's box: middle and half sides, counted in grid lines
uniform float u_box_alpha;
#ifdef OVER
uniform sampler2D u_over;
uniform vec4 u_over_at;     // from places counted in lines to places in the overlay: factor, then shift
#endif
#ifdef LEVELS
uniform float u_levels[LEVELS];     // heights of the map's contour lines; those not needed are far away

float contour(float z) {
    float nearest = 1e6, next = 1e6;
    for (int k = 0; k < LEVELS; k++) {
        float away = abs(z - u_levels[k]);
        next = min(next, max(nearest, away));
        nearest = min(nearest, away);
    }
    float pixel = max(length(vec2(dFdx(z), dFdy(z))), 1e-7);
    return clamp(1.2 - nearest / pixel, 0.0, 1.0) * clamp(2.0 - 6.0 * pixel / (nearest + next), 0.0, 1.0);
}
#endif

void main() {
#ifdef CUT
    if (v_at.z > u_top) discard;
#endif
    vec3 base = TEXTURE(u_map, vec2(v_tone.x, 0.5)).rgb;
#ifdef OVER
    vec2 place = v_at.xy * u_over_at.xy + u_over_at.zw;
    vec2 aside = max(-place, place - 1.0);
    vec4 over = TEXTURE(u_over, clamp(place, 0.0, 1.0));
    base = mix(base, over.rgb, over.a * step(max(aside.x, aside.y), 0.01));
#endif
    vec3 colour = gl_FrontFacing ? base * v_tone.y + v_tone.z : mix(base * v_tone.w, u_mist, 0.38);

    vec3 pixel = max(fwidth(v_at), vec3(1e-6));
    // Lines closer than some pixels would merge into a tint: they fade out.
    vec3 line = clamp(1.0 - abs(fract(v_at + 0.5) - 0.5) / pixel, 0.0, 1.0);
    line *= clamp(2.0 - 6.0 * pixel, 0.0, 1.0);
#ifdef LEVELS
    line.z = contour(v_at.z);
#endif
    // On a plain as high as a line there is no line: rounding would draw specks.
    line.z *= clamp(2e5 * pixel.z - 1.0, 0.0, 1.0);
    colour = mix(colour, u_line.rgb, max(max(line.x, line.y) * u_grid_alpha, line.z * u_line.a));

#ifdef BOX
    vec2 outside = abs(v_at.xy - u_box.xy) - u_box.zw;
    vec2 border = clamp(1.25 - abs(outside) / pixel.xy, 0.0, 1.0) * step(outside.yx, pixel.yx);
    colour = mix(colour, u_rim.rgb, max(border.x, border.y) * u_box_alpha);
#endif
#ifdef CUT
    colour = mix(colour, u_rim.rgb, clamp(2.5 - (u_top - v_at.z) / pixel.z, 0.0, 1.0) * u_rim.a);
#endif
    FRAGMENT = vec4(colour, 1.0);
}
"""
