using Troupe.Conversation.Acting;
using Troupe.RenderWorker.Characters;
using Troupe.RenderWorker.Drawing;

namespace Troupe.Cli.Rigs;

/// <summary>Pictures of a character's visemes.</summary>
internal static class RigPictures
{
    private const int Side = 320;
    private const int Columns = 5;

    /// <summary>Draws each viseme at its full weight to a PNG of its name, and all of them to <c>sheet.png</c>: five in a row, in the order of the set.</summary>
    /// <returns>The files.</returns>
    /// <exception cref="Troupe.RenderWorker.InvalidInputException">Cairo is missing.</exception>
    public static IReadOnlyList<string> Draw(string character, DirectoryInfo folder)
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

        Save(sheet, "sheet");
        return files;

        void Save(CairoCanvas canvas, string name)
        {
            files.Add(Path.Combine(folder.FullName, name + ".png"));
            canvas.Save(files[^1]);
        }
    }
}
