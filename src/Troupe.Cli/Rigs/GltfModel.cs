using Troupe.Conversation.Acting.Formats;

namespace Troupe.Cli.Rigs;

/// <summary>What a glTF 2.0 file offers a face: morph targets by name, and the expressions of VRM if it is one.</summary>
internal sealed class GltfModel
{
    private readonly List<string> _notes = [];
    private readonly List<GltfMesh> _meshes = [];
    private readonly Dictionary<int, string> _presets = [];
    private readonly List<(int Preset, int Mesh, int Target, float Weight)> _binds = [];

    private GltfModel(GltfElement root)
    {
        if (root.Field("asset")?.Text("version") is not { } version || !version.StartsWith("2.", StringComparison.Ordinal))
        {
            throw new RigException($"is no glTF 2.0: asset.version is {root.Field("asset")?.Text("version") ?? "missing"}");
        }

        var accessors = root.List("accessors");
        _meshes.AddRange(root.List("meshes").Select((mesh, index) => GltfMesh.Read(mesh, index, accessors, _notes)));
        Name = root.List("scenes") is [var scene, ..] ? scene.Text("name") ?? "" : "";
        if (root.Field("extensions") is { } extensions)
        {
            ReadVrm(root, extensions);
        }
    }

    /// <summary>glTF, or which VRM.</summary>
    public RigFormat Format { get; private set; } = RigFormat.Gltf;

    /// <summary>As the file calls itself; may be empty.</summary>
    public string Name { get; private set; }

    /// <summary>Names of the morph targets that move something.</summary>
    public IEnumerable<string> Morphs => _meshes.SelectMany(mesh => mesh.Targets).Where(target => target.Moves).Select(target => target.Name).Distinct(StringComparer.Ordinal);

    /// <summary>The VRM presets that move something, by position in <see cref="VrmPresets"/>, as the file names them.</summary>
    public IReadOnlyDictionary<int, string> Presets => _presets;

    /// <summary>Its meshes, in the order of the file.</summary>
    public IReadOnlyList<GltfMesh> Meshes => _meshes;

    /// <summary>Which morph targets each preset moves, and how far at its full weight, 0 to 1.</summary>
    public IReadOnlyList<(int Preset, int Mesh, int Target, float Weight)> Binds => _binds;

    /// <summary>What is odd, each in a sentence.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Reads binary glTF or its JSON.</summary>
    /// <exception cref="RigException">It is neither, or broken.</exception>
    public static GltfModel Read(ReadOnlyMemory<byte> file)
    {
        using var document = GlbContainer.Is(file.Span) ? GlbContainer.Read(file) : GlbContainer.Parse(file);
        return new GltfModel(new GltfElement(document.RootElement, ""));
    }

    private void ReadVrm(GltfElement root, GltfElement extensions)
    {
        if (extensions.Field("VRMC_vrm") is { } current)
        {
            Format = RigFormat.Vrm1;
            Name = current.Field("meta")?.Text("name") ?? Name;
            var nodes = root.List("nodes");
            foreach (var (name, expression) in current.Field("expressions")?.Fields("preset") ?? [])
            {
                Add(name, expression, expression.List("morphTargetBinds").Select(bind => (bind, Node(nodes, bind))), "materialColorBinds", "textureTransformBinds");
            }
        }
        else if (extensions.Field("VRM") is { } legacy)
        {
            Format = RigFormat.Vrm0;
            Name = legacy.Field("meta")?.Text("title") ?? Name;
            foreach (var group in legacy.Field("blendShapeMaster")?.List("blendShapeGroups") ?? [])
            {
                if (group.Text("presetName") is { Length: > 0 } name && name != "unknown")
                {
                    Add(name, group, group.List("binds").Select(bind => (bind, bind.Index("mesh"))), "materialValues");
                }
            }
        }
    }

    private static int? Node(IReadOnlyList<GltfElement> nodes, GltfElement bind) =>
        bind.Index("node") is { } node && node < nodes.Count ? nodes[node].Index("mesh") : null;

    private void Add(string name, GltfElement expression, IEnumerable<(GltfElement Bind, int? Mesh)> binds, params string[] others)
    {
        if (!VrmPresets.TryParse(name, out var preset))
        {
            _notes.Add($"{expression.Place} is called '{name}', which is no preset of VRM.");
            return;
        }

        // Weights go to 100 in VRM 0.x.
        var full = Format == RigFormat.Vrm0 ? 100 : 1;
        var moves = others.Any(other => expression.List(other).Count > 0);
        foreach (var (bind, mesh) in binds)
        {
            if (mesh is not { } found || found >= _meshes.Count || bind.Index("index") is not { } target || target >= _meshes[found].Targets.Count)
            {
                _notes.Add($"{bind.Place} of '{name}' binds a morph target that does not exist.");
            }
            else
            {
                moves |= _meshes[found].Targets[target].Moves;
                _binds.Add((preset, found, target, (bind.Field("weight")?.Single() ?? full) / full));
            }
        }

        if (moves)
        {
            _presets[preset] = name;
        }
        else
        {
            _notes.Add($"The expression '{name}' moves nothing.");
        }
    }
}
