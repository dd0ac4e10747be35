namespace Troupe.Conversation.Acting.Formats;

/// <summary>What an expression of a VRM 1.0 model does to the mouth, the blinks or the gaze while it is shown.</summary>
public enum VrmOverride
{
    /// <summary>Nothing: both are shown.</summary>
    None,

    /// <summary>What it overrides fades as far as it is shown.</summary>
    Blend,

    /// <summary>What it overrides is off as soon as it is shown at all.</summary>
    Block,
}

/// <summary>What a model declares of one expression (<c>VRMC_vrm</c> 1.0, expressions).</summary>
public readonly record struct VrmExpression
{
    /// <summary>Shown fully or not at all: above 0.5 is 1.</summary>
    public bool IsBinary { get; init; }

    /// <summary>What it does to the mouth.</summary>
    public VrmOverride Mouth { get; init; }

    /// <summary>What it does to the blinks.</summary>
    public VrmOverride Blink { get; init; }

    /// <summary>What it does to the gaze.</summary>
    public VrmOverride LookAt { get; init; }

    /// <summary>Whether its shape moves the lips, as a laugh of drawn characters does. An expression that overrides the mouth is taken to.</summary>
    public bool MovesLips { get; init; }
}
