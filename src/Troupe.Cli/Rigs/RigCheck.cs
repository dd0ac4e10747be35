using System.Text.Json;
using Troupe.Conversation.Acting;
using Troupe.Conversation.Acting.Formats;
using Troupe.RenderWorker;
using Troupe.RenderWorker.Characters;

namespace Troupe.Cli.Rigs;

/// <summary>Reads a model of any format and tells what a performance finds in it.</summary>
internal static class RigCheck
{
    private const string NumberInput = "viseme";

    /// <summary>Checks a file.</summary>
    /// <exception cref="RigException">It is no model, or a broken one.</exception>
    public static RigReport Of(FileInfo file)
    {
        var bytes = File.ReadAllBytes(file.FullName);
        return RiveModel.Is(bytes) ? Of(RiveModel.Read(bytes))
            : GlbContainer.Is(bytes) ? Of(GltfModel.Read(bytes))
            : !LooksLikeJson(bytes) ? throw new RigException("is no model that is known: neither binary glTF (GLB, VRM) nor Rive nor JSON (glTF, a character of Troupe)")
            : IsCharacter(bytes) ? OfCharacter(file)
            : Of(GltfModel.Read(bytes));
    }

    /// <summary>Tells what glTF or VRM offers.</summary>
    public static RigReport Of(GltfModel model)
    {
        string[] morphs = [.. model.Morphs];
        var arkit = ArkitNames.Find(morphs);
        var isVrm = model.Format is RigFormat.Vrm0 or RigFormat.Vrm1;
        RigWay[] ways = [RigWay.ByViseme(morphs), RigWay.ByArkit(arkit), .. isVrm ? [RigWay.ByVrm(model.Presets)] : Array.Empty<RigWay>()];
        return new RigReport
        {
            Format = model.Format,
            Name = model.Name,
            Way = ways.MaxBy(way => way.Worth)!,
            Visemes = HasVisemes(morphs),
            Arkit = HasArkit(arkit),
            Spelled = Spelled(arkit),
            Vrm = isVrm ? RigNames.Of(VrmPresets.Names, (_, preset) => model.Presets.ContainsKey(preset)) : null,
            Notes = model.Notes,
            Advice = isVrm
                ? "Bind the expressions aa, ih, ou, ee and oh to morph targets, or add morph targets with the names of the 52 ARKit shapes."
                : $"Add morph targets with the names of the visemes ({VisemeNames.Morphs[VisemeSet.PP]} … {VisemeNames.Morphs[VisemeSet.OU]}) or of the 52 ARKit shapes; of these the mouth needs {string.Join(", ", ArkitOfMouth())}.",
        };
    }

    /// <summary>Tells what a Rive file offers: the best of its state machines and view models.</summary>
    public static RigReport Of(RiveModel model)
    {
        var sources = model.Artboards.SelectMany(artboard => artboard.StateMachines.Select(machine => (
                Name: $"state machine '{machine.Name}' of artboard '{artboard.Name}'",
                Numbers: machine.Inputs.Where(input => input.Kind == RiveInputKind.Number).Select(input => input.Name).ToArray())))
            .Concat(model.ViewModels.Select(view => (Name: $"view model '{view.Name}'", Numbers: view.Numbers.ToArray())))
            .ToArray();
        var (best, way) = sources
            .SelectMany(source => Ways(source.Numbers).Select(way => (source, way)))
            .OrderByDescending(pair => pair.way.Worth)
            .FirstOrDefault((("", []), RigWay.ByViseme([])));
        var numbers = best.Numbers;
        return new RigReport
        {
            Format = RigFormat.Rive,
            Name = model.Artboards.FirstOrDefault()?.Name ?? "",
            Way = best.Name.Length > 0 ? way with { Name = $"{way.Name}, {best.Name}" } : way,
            Visemes = HasVisemes(numbers),
            Arkit = HasArkit(ArkitNames.Find(numbers)),
            Spelled = Spelled(ArkitNames.Find(numbers)),
            Rive = model,
            Notes = [.. Missing(model)],
            Advice = $"Give a state machine a number input '{NumberInput}' that takes 0 to 14 ({string.Join(", ", VisemeSet.Names)}), or one number for each viseme ({VisemeNames.Morphs[VisemeSet.PP]} … {VisemeNames.Morphs[VisemeSet.OU]}) as inputs or in a view model.",
        };
    }

    private static IEnumerable<RigWay> Ways(string[] numbers) =>
    [
        RigWay.ByViseme(numbers),
        RigWay.ByArkit(ArkitNames.Find(numbers)),
        .. numbers.Where(name => string.Equals(name, NumberInput, StringComparison.OrdinalIgnoreCase)).Select(RigWay.ByNumber),
    ];

    private static IEnumerable<string> Missing(RiveModel model)
    {
        var inputs = model.Artboards.SelectMany(artboard => artboard.StateMachines).SelectMany(machine => machine.Inputs).ToArray();
        (string Name, RiveInputKind Kind, string Use)[] optional = [("is_speaking", RiveInputKind.Boolean, "speech begins and ends"), ("gesture", RiveInputKind.Trigger, "a gesture begins")];
        return optional.Where(wanted => !Array.Exists(inputs, input => input.Kind == wanted.Kind && string.Equals(input.Name, wanted.Name, StringComparison.OrdinalIgnoreCase)))
            .Select(wanted => $"No {wanted.Kind.ToString().ToLowerInvariant()} input '{wanted.Name}': it does not learn when {wanted.Use}.");
    }

    private static RigReport OfCharacter(FileInfo file)
    {
        try
        {
            var rig = CharacterReader.Read(file.FullName);
            return new RigReport
            {
                Format = RigFormat.Character,
                Name = Path.GetFileNameWithoutExtension(file.Name),
                Way = RigWay.Of("visemes", viseme => RigMovement.Of(rig, viseme) > 0 ? (Showing.Own, VisemeSet.Names[viseme], []) : (Showing.Missing, "", [])),
                Visemes = RigNames.Of(VisemeSet.Names, (_, viseme) => viseme == VisemeSet.Sil || RigMovement.Of(rig, viseme) > 0),
                Advice = "Let drivers or bends of the visemes move the mouth.",
            };
        }
        catch (InvalidInputException broken)
        {
            // Behind the path and a heading there is a line for each mistake.
            throw new RigException($"is a character with mistakes:{broken.Message[broken.Message.IndexOf('\n', StringComparison.Ordinal)..]}");
        }
    }

    private static bool LooksLikeJson(byte[] bytes) => Array.Find(bytes, letter => !char.IsWhiteSpace((char)letter)) == '{';

    private static bool IsCharacter(byte[] bytes)
    {
        using var document = GlbContainer.Parse(bytes);
        return document.RootElement.TryGetProperty("layers", out _) || document.RootElement.TryGetProperty("drivers", out _);
    }

    private static RigNames HasVisemes(IEnumerable<string> names)
    {
        var way = RigWay.ByViseme(names);
        return RigNames.Of(VisemeSet.Names, (_, viseme) => way.Visemes[viseme] is { Showing: Showing.Own, By: not "the mouth at rest" });
    }

    private static RigNames HasArkit(IReadOnlyDictionary<int, string> arkit) => RigNames.Of(BlendShapeSet.Names, (_, shape) => arkit.ContainsKey(shape));

    private static Dictionary<string, string> Spelled(IReadOnlyDictionary<int, string> arkit) =>
        arkit.Where(shape => shape.Value != BlendShapeSet.Names[shape.Key]).ToDictionary(shape => BlendShapeSet.Names[shape.Key], shape => shape.Value);

    private static IEnumerable<string> ArkitOfMouth() => RigWay.ByArkit(new Dictionary<int, string>()).Visemes.SelectMany(viseme => viseme.Lacks).Distinct();
}
