using Troupe.Conversation.Acting;
using Troupe.RenderWorker.Characters;
using Troupe.RenderWorker.Drawing;

namespace Troupe.Cli.Rigs;

/// <summary>Pictures of what visemes make of a model: each at its full weight as a PNG of its name, and all of them in <c>sheet.png</c>, five in a row, in the order of the set.</summary>
internal static class RigPictures
{
    private const int Side = 320;
    private const int Columns = 5;
    private const string Sheet = "sheet";

    /// <summary>Draws a model.</summary>
    /// <returns>The files.</returns>
    /// <exception cref="RigException">Models of its format, or this one, are not drawn.</exception>
    /// <exception cref="Troupe.RenderWorker.InvalidInputException">Cairo is missing, which draws characters.</exception>
    public static IReadOnlyList<string> Draw(FileInfo model, RigReport report, DirectoryInfo folder) => report.Format switch
    {
        RigFormat.Character => DrawCharacter(model.FullName, folder),
        RigFormat.Rive => throw new RigException("is not drawn: only Rive's own runtime draws its files; look at it in Rive's editor"),
        _ => DrawClay(GltfPictures.Draw(File.ReadAllBytes(model.FullName), report, Side), folder),
    };

    private static List<string> DrawCharacter(string character, DirectoryInfo folder)
    {
        folder.Create();
        var rig = CharacterReader.Read(character);
        using var picture = new CairoCanvas(Side, Side);
        using var sheet = new CairoCanvas(Columns * Side, (VisemeSet.Count + Columns - 1) / Columns * Side);
        var files = new List<string>();
        for (var viseme = 0; viseme < VisemeSet.Count; viseme++)
        {
            var pose = new Pose();
            pose.Visemes[viseme] = 1;
            rig.Set(pose);
            picture.Draw(rig);
            sheet.Draw(rig, viseme % Columns * Side, viseme / Columns * Side, Side, Side);
            Save(picture, VisemeSet.Names[viseme]);
        }

        Save(sheet, Sheet);
        return files;

        void Save(CairoCanvas canvas, string name)
        {
            files.Add(FileOf(folder, name));
            canvas.Save(files[^1]);
        }
    }

    private static List<string> DrawClay(IReadOnlyList<byte[]> pictures, DirectoryInfo folder)
    {
        folder.Create();
        const int row = 3 * Side;
        var sheet = new byte[(pictures.Count + Columns - 1) / Columns * Columns * Side * row];
        var files = new List<string>();
        for (var viseme = 0; viseme < pictures.Count; viseme++)
        {
            for (var y = 0; y < Side; y++)
            {
                pictures[viseme].AsSpan(y * row, row).CopyTo(sheet.AsSpan((((viseme / Columns * Side) + y) * Columns * row) + (viseme % Columns * row)));
            }

            files.Add(FileOf(folder, VisemeSet.Names[viseme]));
            PngFile.Write(files[^1], Side, pictures[viseme]);
        }

        files.Add(FileOf(folder, Sheet));
        PngFile.Write(files[^1], Columns * Side, sheet);
        return files;
    }

    private static string FileOf(DirectoryInfo folder, string name) => Path.Combine(folder.FullName, name + ".png");
}
