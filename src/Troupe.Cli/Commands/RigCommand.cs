using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Troupe.Cli.Rigs;
using Troupe.RenderWorker;

namespace Troupe.Cli.Commands;

/// <summary>
/// <c>troupe rig check</c>: whether a performance can be seen on a model. Exit code 0 when it can, with or without substitutions, 1 when it cannot, 2 when the file is no model or a broken one.
/// </summary>
internal sealed class RigCommand : ExampledCommand
{
    private const int NotUsable = 1;
    private const int BadInput = 2;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly Argument<FileInfo> _file = new("FILE") { Description = "A model: GLB or glTF, VRM 0.x or 1.0, Rive (.riv), or a character's JSON." };

    private readonly Option<bool> _json = new("--json") { Description = "Print the report as JSON." };

    private readonly Option<DirectoryInfo?> _pictures = new("--pictures") { Description = "Folder for a picture of each viseme: of a character as it looks, of glTF and VRM as clay." };

    public RigCommand()
        : base("rig", "Work with models that a performance moves.", "troupe rig check mia.vrm")
    {
        var check = new ExampledCommand("check", "Tell which visemes, ARKit shapes, VRM presets or Rive inputs a model has, what is missing, and what is shown instead.", "troupe rig check mia.vrm --pictures faces") { _file, _json, _pictures };
        check.SetAction(Check);
        Add(check);
    }

    private int Check(ParseResult arguments)
    {
        var (output, errors) = (arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
        var file = arguments.GetRequiredValue(_file);
        try
        {
            var report = RigCheck.Of(file);
            if (arguments.GetValue(_json))
            {
                output.WriteLine(JsonSerializer.Serialize(report, Json));
            }
            else
            {
                foreach (var line in RigText.Lines(file.Name, report))
                {
                    output.WriteLine(line);
                }
            }

            if (arguments.GetValue(_pictures) is { } folder)
            {
                errors.WriteLine($"{RigPictures.Draw(file, report, folder).Count} pictures in {folder}");
            }

            return report.Verdict == RigVerdict.NotUsable ? NotUsable : 0;
        }
        catch (RigException problem)
        {
            errors.WriteLine($"{file.Name} {problem.Message.TrimEnd('.')}.");
            return BadInput;
        }
        catch (Exception problem) when (problem is InvalidInputException or IOException or UnauthorizedAccessException)
        {
            errors.WriteLine(problem.Message);
            return BadInput;
        }
    }
}
