using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Formats;

namespace Troupe.Cli.Rigs;

/// <summary>Which morph targets show a viseme, and how far.</summary>
internal static class GltfPose
{
    /// <summary>Weights by mesh and target of a viseme at its full weight, in the way that a report chose.</summary>
    public static IReadOnlyDictionary<(int Mesh, int Target), float> Of(GltfModel model, RigWay way, int viseme)
    {
        var visemes = new float[VisemeSet.Count];
        visemes[viseme] = 1;
        var weights = new Dictionary<(int Mesh, int Target), float>();
        switch (way.Name)
        {
            case RigWay.Vrm:
                var presets = new float[VrmPresets.Count];
                VrmFace.FromPose(visemes, new float[FaceSet.Count], VrmModel.Undeclared, presets);
                foreach (var (preset, mesh, target, weight) in model.Binds)
                {
                    weights[(mesh, target)] = weights.GetValueOrDefault((mesh, target)) + (presets[preset] * weight);
                }

                break;
            case RigWay.Arkit:
                var shapes = new float[BlendShapeSet.Count];
                BlendShapes.FromPose(visemes, new float[FaceSet.Count], shapes);
                var spelled = ArkitNames.Find(model.Morphs);
                Add(model, weights, name => spelled.Where(shape => shape.Value == name).Sum(shape => shapes[shape.Key]));
                break;
            default:
                Add(model, weights, name => name == way.Visemes[viseme].By ? 1 : 0);
                break;
        }

        return weights;
    }

    private static void Add(GltfModel model, Dictionary<(int Mesh, int Target), float> weights, Func<string, float> weightOf)
    {
        for (var mesh = 0; mesh < model.Meshes.Count; mesh++)
        {
            for (var target = 0; target < model.Meshes[mesh].Targets.Count; target++)
            {
                weights[(mesh, target)] = weightOf(model.Meshes[mesh].Targets[target].Name);
            }
        }
    }
}
