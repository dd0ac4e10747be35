namespace Troupe.Conversation.Acting.Formats;

/// <summary>
/// What a VRM model declares of its presets, and the rules of VRM 1.0 by which one expression overrides another.
/// Free of allocation once made; <c>packages/avatar</c> computes the same.
/// </summary>
public sealed class VrmModel
{
    private readonly VrmExpression[] _expressions = new VrmExpression[VrmPresets.Count];

    /// <summary>A model by its declarations; presets that are not named declare nothing.</summary>
    /// <param name="expressions">By name of the preset, in either version of VRM.</param>
    /// <exception cref="ArgumentException">A name is not that of a preset.</exception>
    public VrmModel(IEnumerable<KeyValuePair<string, VrmExpression>> expressions)
    {
        ArgumentNullException.ThrowIfNull(expressions);
        foreach (var (name, expression) in expressions)
        {
            _expressions[VrmPresets.TryParse(name, out var preset)
                ? preset
                : throw new ArgumentException($"'{name}' is not a preset of VRM; they are {string.Join(", ", VrmPresets.Names)}.", nameof(expressions))] = expression;
        }
    }

    /// <summary>A model that cannot say what its emotions do, as one of VRM 0.x: they override nothing, but any may move the lips.</summary>
    public static VrmModel Undeclared { get; } = new(VrmPresets.Names.Take(VrmPresets.AA).Select(name => KeyValuePair.Create(name, new VrmExpression { MovesLips = true })));

    /// <summary>Whether the shape of a preset may part lips that touch.</summary>
    internal bool MovesLips(int preset) => _expressions[preset] is { MovesLips: true } or { Mouth: not VrmOverride.None };

    /// <summary>
    /// Weights as they are shown, for renderers without overriding of their own; a VRM runtime does the same. An emotion that blocks leaves nothing of
    /// what it overrides; those that blend leave 1 − the sum of their weights. A binary expression is 0 or 1 before it overrides, and is gone once
    /// it is overridden at all. Emotions do not override emotions.
    /// </summary>
    /// <param name="weights">18 weights, 0 to 1, changed in place.</param>
    public void Override(Span<float> weights)
    {
        var (mouth, blink, look) = (1f, 1f, 1f);
        for (var preset = 0; preset < VrmPresets.AA; preset++)
        {
            ref readonly var emotion = ref _expressions[preset];
            var shown = emotion.IsBinary ? Binary(weights[preset]) : weights[preset];
            mouth = Left(mouth, emotion.Mouth, shown);
            blink = Left(blink, emotion.Blink, shown);
            look = Left(look, emotion.LookAt, shown);
        }

        for (var preset = 0; preset < VrmPresets.Count; preset++)
        {
            var left = preset switch
            {
                < VrmPresets.AA => 1,
                <= VrmPresets.OH => mouth,
                <= VrmPresets.BlinkRight => blink,
                <= VrmPresets.LookRight => look,
                _ => 1,
            };
            weights[preset] = _expressions[preset].IsBinary ? left < 1 ? 0 : Binary(weights[preset]) : weights[preset] * left;
        }
    }

    private static float Left(float left, VrmOverride kind, float shown) => kind switch
    {
        VrmOverride.Block when shown > 0 => 0,
        VrmOverride.Blend => Math.Max(0, left - shown),
        _ => left,
    };

    private static float Binary(float weight) => weight > 0.5f ? 1 : 0;
}
