namespace Troupe.Cli.Rigs;

/// <summary>What kind of model a file holds.</summary>
internal enum RigFormat
{
    /// <summary>glTF 2.0 with morph targets, as <c>.glb</c> or <c>.gltf</c>.</summary>
    Gltf,

    /// <summary>VRM 0.x.</summary>
    Vrm0,

    /// <summary>VRM 1.0.</summary>
    Vrm1,

    /// <summary>A character of Troupe, in JSON.</summary>
    Character,

    /// <summary>A Rive file.</summary>
    Rive,
}
