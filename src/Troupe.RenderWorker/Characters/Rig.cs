using Troupe.Conversation.Acting;

namespace Troupe.RenderWorker.Characters;

/// <summary>
/// A character's layers bent to a pose; <c>packages/avatar/src/rig.ts</c> computes the same. A control is a number that is 0 at rest:
/// every viseme and every value of the face is one, and drivers let them move further ones. One thread at a time.
/// </summary>
internal sealed class Rig(RigControls controls, double width, double height, IReadOnlyList<RigLayer> layers)
{
    /// <summary>Width of the picture in units of the paths.</summary>
    public double Width => width;

    /// <summary>Height of the picture in units of the paths.</summary>
    public double Height => height;

    /// <summary>From back to front.</summary>
    public IReadOnlyList<RigLayer> Layers => layers;

    /// <summary>Bends all layers to a pose.</summary>
    public void Set(Pose pose)
    {
        controls.Set(pose);
        foreach (var layer in layers)
        {
            layer.Bend(controls.Values);
        }
    }
}
